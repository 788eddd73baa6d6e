"""Every form comes in as it stands, each fault is named at its cell, and nothing falls over."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st
from program import ROOT

from negtrack.importers import IMPORTERS
from negtrack.importers.composed import Composed, Into, composed, slug
from negtrack.importers.found import Found, powered
from negtrack.importers.sheet import Options, decoded, separated, within_one
from negtrack.importers.workbook import sheets
from negtrack.record import read_all

OURS = ROOT / "tests" / "imports"
THEIRS = ROOT.parent / "shared" / "validation"


def read(text: str, form: str = "csv", **options: object) -> Found:
    sheet, problems = separated("t.csv", text, "\t" if form == "decide" else "")
    assert not problems
    return IMPORTERS[form](sheet, Options(**options))  # type: ignore[arg-type]


def of(name: str, form: str) -> Found:
    return read((OURS / name).read_text(encoding="utf-8"), form)


def codes(found: Found | Composed) -> list[tuple[int, int, str]]:
    return [(one.place.line, one.place.column, one.code) for one in found.problems]


def text(found: Found, file: str, when: str = "2025-01-10") -> str:
    made = composed(found, Into("talks", None, when, {}))
    assert not made.problems
    texts = made.files.texts()
    reading = read_all(texts)
    assert not [one for one in reading.problems if one.level == "error"]
    return texts[f"positions/talks/{file}"].decode()


def test_decide_comes_in_with_its_scale_and_weights() -> None:
    found = of("harbour.txt", "decide")
    assert not found.problems
    head = text(found, "negotiation.yaml")
    assert "title: Harbour talks" in head
    assert "  nord: {name: Nordland, power: 26}" in head
    assert "  sud-all: {name: Süd, power: 15.6}" in head
    assert 'min: 0, max: 100, note: "0: none; 100: all"' in head
    assert "quota: {value: 10.0, salience: 90}" in text(found, "2025-01-10/nord.yaml")
    assert len(found.notes) == 2


def test_each_fault_of_a_decide_file_is_named_with_its_cell() -> None:
    assert sorted(codes(of("faulty.txt", "decide"))) == [
        (2, 2, "import-duplicate"),
        (5, 1, "import-unknown-row"),
        (6, 2, "import-unknown-party"),
        (7, 3, "import-unknown-issue"),
        (8, 4, "import-out-of-range"),
        (10, 4, "import-not-a-number"),
        (10, 6, "import-out-of-range"),
        (11, 5, "import-missing-cell"),
        (12, 2, "import-duplicate"),
    ]


def test_ktab_comes_in_with_exact_numbers_and_power_in_proportion() -> None:
    found = of("ports.csv", "ktab")
    assert not found.problems
    assert "power: 10.2543}" in text(found, "negotiation.yaml")
    assert "dimension-2: {value: 6.37, salience: 5.91}" in text(found, "2025-01-10/a-1.yaml")


def test_a_wrong_count_of_ktab_is_named() -> None:
    told = (OURS / "ports.csv").read_text().replace(",2,2,", ",3,2,")
    assert codes(read(told, "ktab")) == [(1, 3, "import-unknown-row")]


def test_deu_comes_in_with_its_proposal_and_without_what_is_unknown() -> None:
    found = of("councils.csv", "deu")
    assert not found.problems
    head = text(found, "negotiation.yaml")
    assert "com: {name: European Commission}" in head
    assert "px:" not in head
    assert "group: Fish" in head
    assert "reference: 0" in head
    assert text(found, "2025-01-10/de.yaml").endswith("  issue-1: {value: 30, salience: 50}\n")
    assert found.notes == ("without a position, and left out: px",)


@pytest.mark.parametrize("across", ["party", "issue"])
def test_a_grid_is_read_either_way(across: str) -> None:
    rows = {"party": "party,Pay,Venue\nUnion,12,\nPort,4,Hall\n"}
    rows["issue"] = "issue,Union,Port\nPay,12,4\nVenue,,Hall\n"
    found = read(rows[across])
    facts = {(fact.party, fact.issue, fact.value) for fact in found.facts}
    assert facts == {("Union", "Pay", "12"), ("Port", "Pay", "4"), ("Port", "Venue", "Hall")}
    assert "venue: hall" in text(found, "2025-01-10/port.yaml")


def test_a_long_table_with_other_names_and_a_decimal_comma() -> None:
    told = "WHO;WHAT;POSITION;salience\nUnion;Pay;12,5;90\n"
    columns = {"party": "WHO", "issue": "WHAT", "value": "POSITION"}
    found = read(told, columns=columns, comma=True)
    assert "pay: {value: 12.5, salience: 90}" in text(found, "2025-01-10/union.yaml")
    assert codes(read(told)) == [(1, 1, "import-missing-column")] * 3


def test_scales_are_found_from_values() -> None:
    told = "party,issue,value\nA,n,1\nA,d,2025-01-01\nA,c,Yes please\nA,t," + "x" * 61 + "\n"
    head = text(read(told), "negotiation.yaml")
    for scale in (
        "n: {title: n, scale: quantity}",
        "d: {title: d, scale: quantity, unit: date}",
        "c: {title: c, scale: choice, options: {yes-please: Yes please}}",
        "t: {title: t, scale: text}",
    ):
        assert scale in head


def test_names_that_make_one_id_or_none_are_told_and_can_be_named() -> None:
    found = read("party,issue,value\nÉire,pay,1\nEire!,pay,2\n東京,pay,3\n")
    into = Into("talks", None, "2025-01-10", {})
    assert codes(composed(found, into)) == [(3, 3, "import-no-id"), (4, 3, "import-no-id")]
    named = {"Eire!": "eire-2", "東京": "ukraine"}
    assert not composed(found, into._replace(ids=named)).problems


def test_a_round_without_a_date_is_told() -> None:
    found = read("party,issue,value,round\nA,pay,1,first\n")
    assert codes(composed(found, Into("t", None, "", {}))) == [(2, 3, "import-not-a-date")]


def test_weights_are_scaled_only_where_the_whole_column_allows_it() -> None:
    assert within_one([Decimal(0), Decimal(1)])
    assert not within_one([Decimal(0), Decimal("1.1")])
    assert not within_one([None])
    assert powered({"a": Decimal("102.50"), "b": Decimal(5)}, []) == {"a": "10.250", "b": "0.5"}


@pytest.mark.parametrize(
    ("raw", "encoding", "told"),
    [
        ("é".encode("utf-8-sig"), "", "é"),
        ("é".encode("utf-16"), "", "é"),
        (b"\xe9", "", None),
        (b"\xe9", "cp1252", "é"),
        (b"a\0", "", None),
    ],
)
def test_texts_are_decoded_by_mark_or_as_told(raw: bytes, encoding: str, told: str | None) -> None:
    assert decoded(raw, encoding) == told


def test_ids_are_ascii() -> None:
    assert slug("Türkiye & Ångström (all)") == "turkiye-angstrom-all"


cells = st.one_of(
    st.sampled_from(["#A", "#P", "#M", "#D", "party", "issue", "value", "isnr", "pa", "sa", "1"]),
    st.sampled_from(["0.5", "-1", "999", "round", "2025-01-01", "Actor", "Power", "", "é"]),
    st.text(max_size=5),
)
tables = st.lists(st.lists(cells, max_size=7).map("\t".join), max_size=7).map("\n".join)


@pytest.mark.parametrize("form", IMPORTERS)
@given(told=tables)
def test_no_table_makes_an_importer_fall_over(form: str, told: str) -> None:
    sheet, problems = separated("t", told, "\t")
    if not problems:
        made = composed(IMPORTERS[form](sheet, Options()), Into("t", None, "2025-01-10", {}))
        read_all(made.files.texts())


@given(st.binary(max_size=200))
def test_no_bytes_make_a_reader_fall_over(raw: bytes) -> None:
    told = decoded(raw)
    if told is not None:
        separated("t", told)
    assert sheets("t", raw)[1]


@pytest.mark.skipif(not THEIRS.exists(), reason="the published tables are not there")
def test_the_published_tables_come_in_whole_and_their_faults_are_named() -> None:
    whole = read((THEIRS / "copenhagen.csv").read_text(encoding="utf-8"), "decide")
    assert (len(whole.parties), len(whole.issues), len(whole.facts)) == (11, 7, 75)
    assert not whole.problems
    faulty = read((THEIRS / "copenhagen_with_errors.csv").read_text(encoding="utf-8"), "decide")
    assert codes(faulty) == [(86, 4, "import-out-of-range"), (87, 6, "import-out-of-range")]
    assert len(read((THEIRS / "dummyData_3Dim.csv").read_text(), "ktab").facts) == 21
