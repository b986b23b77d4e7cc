"""The documents keep what they promise about settings and commands."""

import re
from pathlib import Path

import pytest

ROOT = Path(__file__).resolve().parents[2]
README = (ROOT / "README.md").read_text(encoding="utf-8")


def test_every_setting_from_the_environment_is_in_the_configuration_table():
    sources = "".join(path.read_text(encoding="utf-8") for path in (ROOT / "archive/project").glob("*.py"))
    read = set(re.findall(r'"((?:ARCHIVE|DATABASE)_[A-Z_]+)"', sources))
    documented = set(re.findall(r"^\| `([A-Z_]+)`", README, re.MULTILINE))
    assert read == documented


@pytest.mark.parametrize("lock", ["requirements.txt", "requirements-dev.txt"])
def test_lock_names_no_registry_and_pins_every_package_by_hash(lock):
    text = (ROOT / lock).read_text(encoding="utf-8")
    assert "://" not in text
    packages = [part for part in re.split(r"^(?=\S)", text, flags=re.MULTILINE) if part]
    assert all("==" in package and "--hash=sha256:" in package for package in packages)


def test_every_command_in_the_readme_exists():
    named = set(re.findall(r"manage\.py (\w+)", README))
    commands = "management/commands/*.py"
    ours = {path.stem for app in ("archive", "search") for path in (ROOT / app).glob(commands)}
    assert named <= ours | {"migrate", "createsuperuser", "collectstatic"}


def test_steps_without_make_are_those_of_the_makefile():
    makefile = (ROOT / "Makefile").read_text(encoding="utf-8")
    steps = re.findall(r"^\.venv/bin/python manage\.py ([\w-]+)", README, re.MULTILINE)
    assert [s for s in re.findall(r"^\t\$\(MANAGE\) ([\w-]+)", makefile, re.MULTILINE) if s in steps] == steps
