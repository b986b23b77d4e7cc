"""Scanned pages. The program is one of ours on disk, but for the last tests, which ask tesseract itself."""

import shutil
import subprocess
from io import BytesIO
from pathlib import Path

import pypdfium2
import pytest
from PIL import Image, ImageDraw, ImageFont
from reportlab.lib.utils import ImageReader
from reportlab.pdfgen.canvas import Canvas

from archive.ingest.errors import IngestError
from archive.ingest.extractors import ocr, pdf
from archive.ingest.types import Options, RawFile
from tests.ingest.extractors.pdf_layouts import A4, OFFICIAL, printed

LINES = ["一、工作完成情况", "全县医疗卫生服务能力稳步提升群众满意度不断", "提高，各项任务圆满完成。"]
NOTE = "文字由 OCR 识别，可能有错，请对照原件核对。"


def has_chinese_tesseract():
    if not shutil.which("tesseract"):
        return False
    done = subprocess.run(["tesseract", "--list-langs"], capture_output=True, check=False)
    return b"chi_sim" in done.stdout.split()


def table(*lines, confidence=90):
    """What tesseract says of `lines` of words, 50 pixels high and wide for each character."""
    rows = ["level\tpage_num\tblock_num\tpar_num\tline_num\tword_num\tleft\ttop\twidth\theight\tconf\ttext"]
    for number, line in enumerate(lines, 1):
        rows.append(f"4\t1\t1\t1\t{number}\t0\t0\t0\t9\t9\t-1\t")
        left = 200 if number == len(lines) else 300
        for word in line if isinstance(line, list) else [line[i : i + 2] for i in range(0, len(line), 2)]:
            width = 50 * len(word)
            rows.append(
                f"5\t1\t1\t1\t{number}\t1\t{left}\t{300 + 90 * number}\t{width}\t50\t{confidence}\t{word}"
            )
            left += width
    return "\n".join([*rows, ""])


@pytest.fixture
def program(tmp_path, monkeypatch):
    """Put a `tesseract` on the path that answers as told."""

    def install(answer, languages="chi_sim chi_tra", code=0, wait=0):
        (tmp_path / "answer").write_text(answer, encoding="utf-8")
        script = f"""#!/bin/sh
PATH=/usr/bin:/bin
cd "$(dirname "$0")"
if [ "$1" = --list-langs ]; then printf 'List of available languages (2):\\n{languages}\\n'; exit; fi
printf '%s' "$*" > asked
cat > picture
sleep {wait}
cat answer
exit {code}
"""
        path = tmp_path / "tesseract"
        path.write_text(script, encoding="utf-8")
        path.chmod(0o755)
        monkeypatch.setenv("PATH", str(tmp_path))
        ocr.languages_of.cache_clear()
        return tmp_path

    yield install
    ocr.languages_of.cache_clear()


def scanned(pages=1, picture=None, size=(150, 210)):
    target = BytesIO()
    canvas = Canvas(target, pagesize=size)
    for _ in range(pages):
        if picture is None:
            canvas.rect(10, 10, 30, 30, fill=1)
        else:
            canvas.drawImage(picture, 0, 0, *size)
        canvas.showPage()
    canvas.save()
    return target.getvalue()


def read(content):
    return pdf.extract(RawFile("a.pdf", content), Options(ocr=True))


def refusal(content):
    with pytest.raises(IngestError) as refused:
        read(content)
    return str(refused.value)


def test_recognised_words_become_paragraphs(program):
    program(table(*LINES))

    assert read(scanned()).text.split("\n") == [LINES[0], LINES[1] + LINES[2]]


def test_a_note_asks_to_compare_with_the_original(program):
    program(table(*LINES))
    (note,) = read(scanned()).notes

    assert (note.code, note.message) == ("ocr", NOTE)


def test_the_program_is_given_a_grey_picture_at_three_hundred_dots_an_inch(program):
    here = program(table(*LINES))
    read(scanned(size=A4))

    assert (here / "picture").read_bytes().startswith(b"P5 2481 3508 255\n")
    assert len((here / "picture").read_bytes()) == len(b"P5 2481 3508 255\n") + 2481 * 3508


def test_an_enormous_page_is_drawn_smaller(program):
    here = program(table(*LINES))
    read(scanned(size=(9000, 9000)))
    width, height = map(int, (here / "picture").read_bytes()[:16].split()[1:3])

    assert 11_000_000 < width * height <= 12_100_000


@pytest.mark.parametrize(
    ("installed", "asked"),
    [("chi_sim eng", "chi_sim"), ("chi_tra", "chi_tra"), ("chi_tra chi_sim", "chi_sim+chi_tra")],
)
def test_every_chinese_script_installed_is_asked_for(program, installed, asked):
    here = program(table(*LINES), languages=installed)
    read(scanned())

    assert f"-l {asked} " in (here / "asked").read_text()


def test_latin_words_keep_their_spaces(program):
    program(table(["annual", "report", "工作", "报告"], *LINES))

    assert read(scanned()).text.startswith("annual report工作报告")


def test_words_far_apart_are_cells(program):
    rows = [
        f"5\t1\t1\t1\t{row}\t1\t{left}\t{500 + 90 * row}\t200\t50\t90\t{word}"
        for row, words in enumerate(
            [("门诊人次", "一二三四"), ("住院人次", "五六七八"), ("床位数量", "九十百千")], 9
        )
        for left, word in zip((200, 900), words, strict=True)
    ]
    program(table(*LINES) + "\n".join(rows))

    assert read(scanned()).text.split("\n")[-1] == "床位数量\t九十百千"


def test_only_pages_without_text_are_recognised(program):
    program(table(*LINES))
    content, pages = mixed(scanned())
    extracted = read(content)

    assert extracted.text.startswith("县卫生健康局工作总结")
    assert extracted.text[extracted.pages[pages] :].startswith(LINES[0])


def mixed(other):
    """A report of text with the pages of `other` behind it."""
    content, pages = printed(["县卫生健康局工作总结", "全县医疗服务能力稳步提升，群众满意。" * 60], OFFICIAL)
    with pypdfium2.PdfDocument(content) as document, pypdfium2.PdfDocument(other) as added:
        document.import_pages(added)
        target = BytesIO()
        document.save(target)
    return target.getvalue(), pages


def test_a_page_of_few_words_is_no_scan(program):
    here = program(table(*LINES))
    content, _ = mixed(printed(["附件"], OFFICIAL)[0])

    assert read(content).text.endswith("附件")
    assert not (here / "asked").exists()


def test_a_scanned_page_among_others_needs_no_program(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))
    content, pages = mixed(scanned())
    (note,) = read(content).notes

    assert note.message == f"第 {pages + 1} 页是图片，没有读出文字。"


def test_a_picture_without_text_still_has_no_text(program):
    program(table("无"))

    assert refusal(scanned()) == "OCR 没有识别出足够的文字，请检查扫描质量。"


def test_a_missing_program_is_named(tmp_path, monkeypatch):
    monkeypatch.setenv("PATH", str(tmp_path))

    assert refusal(scanned()) == "本机没有 OCR 程序，请管理员安装 tesseract-ocr 和 tesseract-ocr-chi-sim。"


def test_a_missing_language_is_named(program):
    program(table(*LINES), languages="eng osd")

    assert refusal(scanned()) == "OCR 程序缺少中文语言包，请管理员安装 tesseract-ocr-chi-sim。"


def test_a_program_that_does_not_start_has_no_languages(program):
    here = program(table(*LINES))
    (here / "tesseract").write_text("#!/nowhere\n")

    assert "缺少中文语言包" in refusal(scanned())


def test_too_many_scanned_pages_are_refused(program):
    program(table(*LINES))

    assert refusal(scanned(101)) == "扫描件共 101 页，一次最多 OCR 100 页，请拆分后再上传。"


def test_a_failing_program_is_named_with_the_page(program):
    program("", code=1)

    assert refusal(scanned()) == "第 1 页 OCR 失败，请检查 tesseract 的安装。"


def test_a_program_that_hangs_is_stopped(program, monkeypatch):
    monkeypatch.setattr(ocr, "PAGE_SECONDS", 0.2)
    program("", wait=20)

    assert refusal(scanned()) == "第 1 页 OCR 超时，请降低扫描分辨率后再上传。"


def test_rows_that_are_no_words_are_left_out(program):
    program(
        table(*LINES)
        + "5\t1\t1\t1\t9\t1\t0\t0\t9\t9\t-1\t噪\nnonsense\n5\t1\t1\t1\t9\t1\t0\t0\t9\t9\t95\t \n"
    )

    assert "噪" not in read(scanned()).text


needs_tesseract = pytest.mark.skipif(
    not has_chinese_tesseract(), reason="needs tesseract with chi_sim: apt-get install tesseract-ocr-chi-sim"
)
CJK_FONTS = sorted(Path("/usr/share/fonts").rglob("NotoSerifCJK-Regular.ttc"))


@needs_tesseract
@pytest.mark.skipif(not CJK_FONTS, reason="needs a Chinese font: apt-get install fonts-noto-cjk")
def test_tesseract_reads_a_scan():
    page = Image.new("L", (1240, 700), 255)
    font = ImageFont.truetype(str(CJK_FONTS[0]), 44, index=2)
    for number, line in enumerate(LINES):
        ImageDraw.Draw(page).text((238 if number < 2 else 150, 100 + 80 * number), line, font=font)
    extracted = read(scanned(picture=ImageReader(page), size=(595, 336)))
    ours = set(extracted.text)

    assert len(ours & set("".join(LINES))) > 0.9 * len(set("".join(LINES)))
    assert extracted.text.split("\n")[0] == LINES[0]
