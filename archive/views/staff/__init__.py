"""Pages for the people who take files in; every one of them needs an account with the right to it."""
