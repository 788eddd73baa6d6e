"""The words of the README and of the pages are the same words."""

import re

from program import ROOT

from negtrack.glossary import GLOSSARY


def test_the_readme_has_these_words_and_no_others() -> None:
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    part = text.split("## Glossary")[1].split("\n## ")[0]
    rows = re.findall(r"^\| (.+?) \| (.+) \|$", part, re.MULTILINE)[1:]
    said = [(word, re.sub("[`*]", "", means)) for word, means in rows if word != "---"]
    assert tuple(said) == GLOSSARY
