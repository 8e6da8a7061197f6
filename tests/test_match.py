"""Job ads are read right, whatever they look like: skills, must or nice, years, seniority; and become a role."""

import json
import re
from functools import cache
from pathlib import Path
from types import ModuleType
from typing import Any

import pytest
import yaml
from hypothesis import given, settings
from hypothesis import strategies as st
from jsonschema import Draft202012Validator

from mle_gap import ad_choices, ad_clauses, ad_facts, ad_lines, ad_text, ad_traps, job_ad
from mle_gap.ad_clauses import clauses_of
from mle_gap.ad_lexicon import Lexicon, stems_of
from mle_gap.ad_lines import MOST, MOST_LINES, lines_of, without_html
from mle_gap.ad_text import kind_of_heading, text_of
from mle_gap.ad_words import WORDS
from mle_gap.catalog import load_shipped, problems_in
from mle_gap.cli.main import main
from mle_gap.cli.match import MOST_ADS, format_for, match, text_in
from mle_gap.cli.output import Result
from mle_gap.errors import BadInput, Misuse
from mle_gap.files import data_folder
from mle_gap.formats.match import render, role_file
from mle_gap.job_ad import Ad, read_ad
from mle_gap.matching import ReadAd, match_of, role_of
from mle_gap.models.catalog import Catalogue
from mle_gap.models.match import Match
from mle_gap.page import Page
from tests.conftest import ROOT
from tests.test_formats import HOSTILE, acting, every_hostile_text, hostile_catalogue, too_long

ADS = ROOT / "tests" / "ads"
SHIPPED = load_shipped()
LEXICON = Lexicon(SHIPPED)
Raw = dict[str, Any]
LABELS: list[Raw] = [
    label for name in "ab" for label in yaml.safe_load((ADS / f"labels-{name}.yaml").read_text("utf-8"))["ads"]
]
every_ad = pytest.mark.parametrize("label", LABELS, ids=lambda label: label["file"])


@cache
def ad_in(file: str) -> Ad:
    return read_ad((ADS / file).read_text("utf-8"), LEXICON)


def read(text: str) -> Ad:
    """An ad with a title before the text."""
    return read_ad(f"Engineer\n\n{text}", LEXICON)


def skills(text: str) -> dict[str, str]:
    return {one.skill: "must" if one.must_have else "nice" for one in read(text).found}


def levels(text: str) -> dict[str, int]:
    return {one.skill: one.level for one in read(text).found}


def words(text: str) -> list[str]:
    return [one.word for one in read(text).unplaced]


# Against ads that two people labelled.


def test_skills_are_found_and_told_apart_as_people_do() -> None:
    found = {(label["file"], one.skill): one.must_have for label in LABELS for one in ad_in(label["file"]).found}
    wanted = {
        (label["file"], skill): must for label in LABELS for must in (True, False)
        for skill in label["must" if must else "nice"]
    }  # fmt: skip
    right = found.keys() & wanted.keys()
    assert len(right) / len(found) >= 0.95, sorted(found.keys() - wanted.keys())
    assert len(right) / len(wanted) >= 0.90, sorted(wanted.keys() - found.keys())
    assert sum(found[one] == wanted[one] for one in right) / len(right) >= 0.85


@every_ad
def test_years_and_seniority_are_those_the_ad_asks_for(label: Raw) -> None:
    ad = ad_in(label["file"])
    assert (ad.years, ad.seniority) == (label["years"], label["seniority"])
    assert (ad.years_from is None, ad.seniority_from is None) == (ad.years is None, ad.seniority is None)


@every_ad
def test_what_may_be_chosen_is_what_the_ad_leaves_open(label: Raw) -> None:
    assert sorted({one.any_of for one in ad_in(label["file"]).found} - {()}) == [
        tuple(choice) for choice in label.get("any_of", ())
    ]


@every_ad
def test_each_skill_comes_with_a_sentence_of_the_ad(label: Raw) -> None:
    text = (ADS / label["file"]).read_text("utf-8")
    plain = re.sub(r"\W", "", " ".join(line.text for line in lines_of(without_html(text))))
    ad = ad_in(label["file"])
    for sentence in (*(one.sentence for one in ad.found), *(one.sentence for one in ad.unplaced)):
        assert re.sub(r"\W", "", sentence) in plain


def test_the_words_name_skills_of_the_catalogue_and_the_traps_are_spelt_as_read() -> None:
    assert WORDS.keys() <= SHIPPED.skills.keys()
    assert all(word == word.casefold() for word in ad_traps.TOO_SHORT)
    for word, forms in ad_traps.EXACT.items():
        assert {stems_of(form) for form in forms} == {stems_of(word)}, word


# The text: HTML, lines, headings.


def test_of_html_the_text_is_left_and_nothing_else() -> None:
    page = """<!DOCTYPE html><html><head><title>ML Engineer</title><style>.kafka { color: red }</style>
    <SCRIPT>var x = "Terraform <b>";</script ><!-- Azure > --></head><body><h2>You&nbsp;bring</h2>
    <ul class="a > b"><li>Python &amp; SQL<li>C&#43;&#43;, 5 &lt; 7</ul><p>one<br/>two</p><table><tr><td>Git<td>daily
    </table><![CDATA[x]]><?php y ?></body></html>"""
    lines = lines_of(without_html(page))
    assert [line.text for line in lines] == [
        "ML Engineer", "You bring", "Python & SQL", "C++, 5 < 7", "one", "two", "Git: daily"
    ]  # fmt: skip
    assert [line.text for line in lines if line.heading] == ["You bring"]
    assert [line.text for line in lines if line.bullet] == ["Python & SQL", "C++, 5 < 7"]


@pytest.mark.parametrize(
    ("html", "text"),
    [
        ("<p>a<!-- b", "a"),
        ("<p>a<script>b", "a"),
        ("<p>a < b", "a < b"),
        ("<p>a<", "a<"),
        ('<p>a <b title="x > y">c</b>', "a c"),
        ('<p>a <b title="x>c', "a c"),
        ('<p>a <b title="' + ">" * 20, "a " + ">" * 19),
        ("<p>a <b" + " " * 5000 + ">c", "a b" + " " * 5000 + ">c"),
        ("no <tags> here", "no <tags> here"),
        ("<p>\u0130<style>x</style>y", "\u0130y"),
    ],
)
def test_broken_html_is_read_as_far_as_it_goes(html: str, text: str) -> None:
    assert " ".join(without_html(html).split()) == " ".join(text.split())


def test_lines_that_were_folded_are_joined_and_columns_taken_apart() -> None:
    folded = "> You build things that are used by very many people and\n> that matter.\n>\n> - Docker\n> next"
    assert [line.text for line in lines_of(folded)] == [
        "You build things that are used by very many people and that matter.", "Docker", "next"
    ]  # fmt: skip
    rows = [("Must have", "Nice"), ("- Git", "- Kafka"), ("- SQL", "- Go"), ("- Bash", "- Rust"), ("- AWS", "")]
    two = "Title\n" + "\n".join(f"{left:<30}{right}" for left, right in rows)
    assert [line.text for line in lines_of(two)][1:] == [
        *(r[0].strip("- ") for r in rows),
        "Nice",
        "Kafka",
        "Go",
        "Rust",
    ]
    assert [line.text for line in lines_of(two + "\n" + "x" * 60)][-2:] == ["Rust", "x" * 60]


def test_a_table_says_of_each_row_what_it_is() -> None:
    table = "Skill\tHow\tBy\nDocker\tEssential\tCV\nKafka\tDesirable\tCV\nGit\tdaily\twork"
    assert skills(table) == {"docker": "must", "streaming": "nice", "git": "must"}


@pytest.mark.parametrize(
    ("heading", "kind"),
    [
        ("Requirements", "must"), ("MUST HAVE", "must"), ("Qualifications:", "must"), ("You bring", "must"),
        ("Responsibilities", "must"), ("What you will do", "must"), ("What you'll do", "must"), ("Who you are", "must"),
        ("About the role", "must"), ("Your profile", "must"), ("Our stack", "must"), ("Minimum qualifications", "must"),
        ("Nice to have", "nice"), ("Bonus points", "nice"), ("Preferred qualifications", "nice"), ("Desirable", "nice"),
        ("It is a plus if", "nice"), ("Advantageous", "nice"), ("Nice-to-haves", "nice"), ("Good to have", "nice"),
        ("About us", "ignored"), ("Benefits", "ignored"), ("What we offer", "ignored"),
        ("Equal opportunity", "ignored"),
        ("What you will not need", "ignored"), ("Who we are", "ignored"), ("How to apply", "ignored"), ("Poems", None),
    ],
)  # fmt: skip
def test_headings_say_what_stands_below_them(heading: str, kind: str | None) -> None:
    assert kind_of_heading(heading) == kind
    if kind is not None:
        expected = {} if kind == "ignored" else {"docker": kind}
        assert skills(f"{heading}\n- Docker") == expected
        assert skills(f"<h3>{heading}</h3><ul><li>Docker</li></ul>") == expected
        assert skills(f"## {heading}\nDocker") == expected


def test_a_heading_that_says_nothing_ends_the_one_before_it() -> None:
    assert skills("Nice to have:\n- Kafka\n\nPOEMS AND SONGS\n- Docker") == {"streaming": "nice", "docker": "must"}


def test_a_line_that_only_looks_like_a_heading_is_read_too() -> None:
    assert skills("Your Docker skills\nKafka") == {"docker": "must", "streaming": "must"}


def test_labels_inside_a_line_count_for_that_line() -> None:
    text = "We ask for: Docker. A plus: Kafka. You get: an SQL course.\nYour duties. You run Terraform."
    assert skills(text) == {"docker": "must", "streaming": "nice", "infrastructure-as-code": "must"}
    assert skills("Docker. | Kafka | a plus: SQL") == {"docker": "must", "streaming": "must", "sql": "nice"}
    assert skills("These are not required, only nice to have:\n- Kafka") == {"streaming": "nice"}


@pytest.mark.parametrize(
    ("text", "title"),
    [
        ("Job Description\nML Engineer\nx", "ML Engineer"),
        ("Job Description", "Job Description"),
        ("From: me\nSubject: FW: ML Engineer\nx", "ML Engineer"),
        ("Hello\nJob title: ML Engineer", "ML Engineer"),
        ("Junior engineer wanted. You keep jobs running.", "Junior engineer wanted."),
        ("::", "Job ad"),
        (" \n \u200b\n", ""),
    ],
)
def test_the_title_is_the_first_thing_that_says_something(text: str, title: str) -> None:
    assert text_of(text).title == title


# What a sentence says of a skill.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Docker is a plus.", {"docker": "nice"}),
        ("If you have met Docker before, that is a bonus.", {"docker": "nice"}),
        ("You write SQL, and Kafka would be a plus.", {"sql": "must", "streaming": "nice"}),
        ("SQL; Kafka is an advantage", {"sql": "must", "streaming": "nice"}),
        ("Python, ideally with FastAPI", {"python": "must", "apis": "nice"}),
        ("Python is required, Kafka is preferred", {"python": "must", "streaming": "nice"}),
        ("SQL, Kafka (nice to have)", {"sql": "must", "streaming": "nice"}),
        ("Kafka (nice to have)", {"streaming": "nice"}),
        ("SQL (PostgreSQL) and Git", {"sql": "must", "git": "must"}),
        ("Docker is not required, but would be a plus", {"docker": "nice"}),
        ("Kafka is a plus but SQL is a must", {"streaming": "nice"}),
        ("Take advantage of Kubernetes", {"kubernetes": "must"}),
        ("No Kubernetes experience is needed.", {}),
        ("No deep learning, no Spark, no on-call.", {}),
        ("Docker, but no Kubernetes", {"docker": "must"}),
        ("You don't need Kubernetes (or Docker).", {}),
        ("You do not need help with SQL", {"sql": "must"}),
        ("Machine learning? Not here, not yet.", {}),
        ("Our sister team uses Kafka; you write SQL.", {"sql": "must"}),
        ("Our data scientists train models in PyTorch.", {}),
        ("Kubernetes is run by the platform team.", {}),
        ("Kasia runs the Kafka side.", {}),
        ("We offer coaching and SQL courses.", {}),
        ("We treat your data according to the GDPR.", {}),
        ("A degree in statistics, mathematics or computer science", {}),
        ("A degree in physics and good SQL", {"sql": "must"}),
        ("You have Docker (in a box", {"docker": "must"}),
    ],
)
def test_phrases_say_whether_a_skill_is_asked_for(text: str, found: dict[str, str]) -> None:
    assert skills(text) == found


def test_the_stronger_of_two_sentences_counts() -> None:
    ad = read("Docker is a plus.\nYou know Docker.\nYou have strong Docker skills.\nSome Docker.")
    assert [(one.must_have, one.level, one.sentence) for one in ad.found] == [
        (True, 3, "You have strong Docker skills.")
    ]


@pytest.mark.parametrize(
    "text",
    [
        "The R&D group spoke of it.", "You are on the go with the go to market team.", "It will spark ideas.",
        "A flask of tea, a feast, rest days and job security.", "Monty the python sleeps.", "Ms Helm shows you round.",
        "Ask Ingrid Spark or Sanne Flask.", "A soft shell jacket and a pen torch.", "Warehouse kanban cards",
        "You work with five machine learning engineers.", "We recommend the prefect of good humour.",
    ],
)  # fmt: skip
def test_everyday_words_are_no_skills(text: str) -> None:
    assert skills(text) == {}


@pytest.mark.parametrize(
    ("text", "skill"),
    [
        ("Spark on large tables", "spark"), ("Helm charts", "kubernetes"), ("REST services", "apis"), ("Flask", "apis"),
        ("Airflow", "data-pipelines"), ("Apache Airflow", "data-pipelines"), ("git", "git"),
        ("A/B tests", "experiment-design"),
        ("quantisation", "model-optimisation"), ("quantization", "model-optimisation"), ("K8s", "kubernetes"),
        ("deploy our models", "model-serving"), ("EKS", "aws"), ("EKS", "kubernetes"),
        ("OR-Tools", "mathematical-optimisation"),
        ("data visualization", "data-visualisation"), ("a background in healthcare", "domain-knowledge"),
        ("insurance background", "domain-knowledge"), ("Bash", "bash"), ("scikit-learn", "scikit-learn"),
    ],
)  # fmt: skip
def test_skills_are_known_by_many_names(text: str, skill: str) -> None:
    assert skill in skills(f"You know {text}.")


def test_a_word_stands_for_no_more_than_three_and_crosses_no_comma() -> None:
    assert "model-serving" not in skills("You deploy one two three four models")
    assert "model-serving" not in skills("You deploy, say, models")


def test_a_skill_of_ones_own_catalogue_is_found_by_its_own_words_alone() -> None:
    docker = SHIPPED.skills["docker"]
    own = docker.model_copy(update={"id": "dbt", "name": "dbt", "aliases": ("torch", "data build tool")})
    file = SHIPPED.skills_file.model_copy(update={"skills": (*SHIPPED.skills_file.skills, own)})
    lexicon = Lexicon(Catalogue(file, SHIPPED.roles_file, ""))
    ad = read_ad("Engineer\n\nYou know dbt. You know torch.", lexicon)
    assert [one.skill for one in ad.found] == ["dbt"]


def test_the_level_follows_the_words_and_the_seniority() -> None:
    text = "Familiarity with Kafka\nDocker\nDeep knowledge of SQL\nDeep learning\nPython (advanced)\nSolid Git"
    asked = {"streaming": 1, "docker": 2, "sql": 3, "deep-learning": 2, "python": 3, "git": 2}
    assert levels(text) == asked
    assert levels("Python, both strong") == {"python": 3}
    assert levels("Models (some deep learning), model deployment") == {"deep-learning": 1, "model-serving": 2}
    libraries = "tensorflow", "pytorch", "scikit-learn", "pandas"
    assert levels(
        "Excellent knowledge of the usual libraries, which are TensorFlow, PyTorch, Caffe, scikit-learn and pandas"
    ) == dict.fromkeys(libraries, 3)
    assert levels("Python (advanced), SQL") == {"python": 3, "sql": 2}
    assert levels("Dashboards, so strong English is key") == {"data-visualisation": 2}
    junior = read_ad(f"Junior Engineer\n\n{text}", LEXICON)
    assert {one.skill: one.level for one in junior.found} == {skill: max(1, n - 1) for skill, n in asked.items()}


# Choices.

CLOUDS, FRAMEWORKS = ("aws", "azure", "gcp"), ("pytorch", "tensorflow")


@pytest.mark.parametrize(
    ("text", "choices"),
    [
        ("You know AWS, GCP or Azure", {CLOUDS: CLOUDS}),
        ("Python, SQL and AWS or Azure", {("python",): (), ("sql",): (), ("aws", "azure"): ("aws", "azure")}),
        ("PyTorch/TensorFlow", {FRAMEWORKS: FRAMEWORKS}),
        ("PyTorch, Caffe or TensorFlow", {FRAMEWORKS: FRAMEWORKS}),
        ("models in PyTorch or in TensorFlow", {FRAMEWORKS: FRAMEWORKS}),
        ("a cloud platform (AWS, Azure, GCP)", {CLOUDS: CLOUDS}),
        ("one major cloud, such as AWS or Azure", {("aws", "azure"): ("aws", "azure")}),
        ("one of AWS, Oracle Cloud, GCP", {("aws", "gcp"): ("aws", "gcp")}),
        ("cloud platforms (AWS SageMaker, GCP Vertex AI, Azure ML)", {CLOUDS: CLOUDS}),
        ("cloud data services like AWS (SageMaker, S3), GCP (Vertex AI), or Azure ML", {CLOUDS: CLOUDS}),
        ("AWS (S3, EC2) or Azure", {("aws", "azure"): ("aws", "azure")}),
        ("EKS or GKE", {("aws", "gcp"): ("aws", "gcp"), ("kubernetes",): ()}),
        ("AWS or similar", {CLOUDS: CLOUDS}),
        ("Azure or another public cloud", {CLOUDS: CLOUDS}),
        ("Keras (or any equivalent framework)", {FRAMEWORKS: FRAMEWORKS}),
        ("cloud platforms", {CLOUDS: CLOUDS}),
        # Named alone in one place, left open in another: it is open. Words for all say nothing beside a name.
        ("deployments on AWS. AWS or Azure is required", {("aws", "azure"): ("aws", "azure")}),
        ("AWS or Azure is required. Deployments on AWS", {("aws", "azure"): ("aws", "azure")}),
        ("deployments on AWS. Knowledge of cloud platforms", {("aws",): ()}),
        # No choice.
        ("AWS, Azure and GCP", {CLOUDS: ()}),
        ("AWS & Azure", {("aws", "azure"): ()}),
        ("cloud platforms such as AWS and GCP", {("aws", "gcp"): ()}),
        ("clouds such as AWS, Azure and GCP", {CLOUDS: ()}),
        ("AWS (S3, EC2) and Azure", {("aws", "azure"): ()}),
        ("tools such as PyTorch, TensorFlow and pandas", {(*FRAMEWORKS, "pandas"): ()}),
        ("AWS and Azure or GCP", {("aws",): (), ("azure", "gcp"): ("azure", "gcp")}),
        ("AWS, PyTorch, TensorFlow", {("aws", *FRAMEWORKS): ()}),
        ("S3 or similar", {("aws",): ()}),
        ("Docker or Kubernetes", {("docker", "kubernetes"): ()}),
        ("Amazon Web Services (AWS) or EC2", {("aws",): ()}),
        ("the cost of cloud platforms", {("cost-control",): ()}),
    ],
)  # fmt: skip
def test_of_what_counts_for_each_other_an_ad_may_leave_the_choice(
    text: str, choices: dict[tuple[str, ...], tuple[str, ...]]
) -> None:
    wanted = {skill: any_of for skills_, any_of in choices.items() for skill in skills_}
    assert {one.skill: one.any_of for one in read(f"Requirements\n- {text}").found} == wanted


def test_a_choice_has_the_level_and_the_weight_of_the_sentence_that_leaves_it() -> None:
    assert levels("Requirements\n- Advanced AWS or Azure") == {"aws": 3, "azure": 3}
    assert levels("Requirements\n- Basic knowledge of a public cloud") == dict.fromkeys(CLOUDS, 1)
    assert skills("Requirements\n- Python\nNice to have\n- AWS or similar") == {
        "python": "must", **dict.fromkeys(CLOUDS, "nice")
    }  # fmt: skip


# Years and seniority.


@pytest.mark.parametrize(
    ("text", "years"),
    [
        ("3+ years of experience", 3), ("at least five years in software", 5), ("2-4 years of experience", 2),
        ("2\u20134 years' experience", 2), ("minimum 3 yrs of work", 3), ("eight years or more in operations", 8),
        ("one year of experience", 1), ("at least a year of doing this", 1), ("Two to four years of experience", 2),
        ("5+ years of work, 2 of them with Kafka", 5), ("5 years of work and 8 years of experience", 8),
        ("ideally 3+ years of product work", 3), ("3+ years of work. Ideally 9 years of experience.", 3),
        ("We look back on 20 years of history", None), ("For 140 years we have lent money with experience", None),
        ("a degree within the past two years, experience", None), ("We have 12 years of experience", None),
        ("Our 12 years of code work", None), ("0 years of experience", None), ("99 years of experience", None),
        ("two years ago we had one GPU at work", None), ("a 3 year contract, no experience", None),
        ("30 days off", None),
    ],
)  # fmt: skip
def test_years_are_those_asked_for_and_the_least_of_them(text: str, years: int | None) -> None:
    assert read(text).years == years


@pytest.mark.parametrize(
    ("title", "text", "seniority"),
    [
        ("Senior ML Engineer", "", "senior"), ("Lead Engineer", "", "senior"), ("Staff Engineer", "", "senior"),
        ("Graduate Engineer", "", "junior"), ("Data Scientist (entry-level)", "", "junior"),
        ("Jr. Engineer", "", "junior"),
        ("ML Engineer (mid-level)", "", "mid"), ("ML Engineer", "A senior colleague sits next to you.", None),
        ("ML Engineer", "We are looking for a senior engineer.", "senior"),
        ("ML Engineer", "We seek an engineer.", None),
        ("ML Engineer", "You join us as a junior engineer", "junior"),
    ],
)  # fmt: skip
def test_the_seniority_is_in_the_title_or_where_it_says_who_is_wanted(
    title: str, text: str, seniority: str | None
) -> None:
    assert read_ad(f"{title}\n\n{text}", LEXICON).seniority == seniority


@pytest.mark.parametrize(
    ("text", "aim"), [("", "mid"), ("1 year", "junior"), ("3 years", "mid"), ("5 years", "senior")]
)
def test_without_a_word_the_role_goes_by_the_years(text: str, aim: str) -> None:
    assert read(f"{text} of experience").aims_at == aim
    assert read_ad("Junior Engineer\n\n9 years of experience", LEXICON).aims_at == "junior"


# Words that find no place.


@pytest.mark.parametrize(
    ("text", "found"),
    [
        ("Python or Go", ["Go"]), ("Go to Python", []), ("Python, R and SQL", ["R"]), ("R and Python", ["R"]),
        ("Python and a C grade", []), ("Java, Kotlin and C++", ["Java", "Kotlin", "C++"]), ("Node.js", ["Node"]),
        ("Kafka, Zookeeper and Quix", ["Zookeeper", "Quix"]), ("Python and English", []), ("Express interest", []),
        ("the Keystone Express", []), ("Python, or Consulting", []), ("React and Vue", ["React", "Vue"]),
        ("Zookeeper", []), ("Kafka, Next.js", ["Next.js"]), ("No Java needed", []), ("Go live often with Python", []),
    ],
)  # fmt: skip
def test_technical_words_that_are_unknown_are_said(text: str, found: list[str]) -> None:
    assert words(text) == found


def test_only_so_many_unknown_words_are_kept() -> None:
    text = "\n".join(f"Kafka, Tool{n}x" for n in range(99))
    assert len(read(text).unplaced) == job_ad.MOST_UNPLACED


# Time, size and hostile text.

UNITS = (
    "a", "a ", "<", "&", "years ", "\n", "<p><a ", "<p><!--", "<p><", "(", " (a plus) ", "no ", "model ", "a\tb\n",
    "x   ", "used by ", "Python, Go, ", "<p>&amp;", "<script>",
)  # fmt: skip


@pytest.mark.parametrize("unit", UNITS)
def test_an_ad_of_one_piece_repeated_is_read(unit: str) -> None:
    # How long that takes is measured in benchmarks/hostile.py.
    read_ad((unit * 20_000)[:20_000], LEXICON)


def test_of_a_very_long_ad_the_beginning_is_read_and_that_is_said() -> None:
    ad = read("Docker\n" + "poem " * MOST + "\nKafka")
    assert ([one.skill for one in ad.found], ad.is_cut) == (["docker"], True)
    assert "Too long to be read to the end: x." in shown(match_of(SHIPPED, [ReadAd("x", ad)]))
    assert read_ad("Docker\n" * MOST_LINES, LEXICON).is_cut
    # What is no text does not count.
    assert not read_ad(f"<p>Docker<script>{'x' * 2 * MOST}</script>", LEXICON).is_cut


@given(st.text())
@settings(max_examples=200, deadline=None)
def test_any_text_is_read(text: str) -> None:
    ad = read_ad(text, LEXICON)
    assert not ad.found or ad.title
    assert list(clauses_of(text, "must", text))


@every_hostile_text
def test_nothing_read_acts_on_the_terminal_or_is_wider_than_it(case: str) -> None:
    text = HOSTILE[case]
    ad = f"Engineer {text}\n\nDocker and {text}, Java{text}\n3+ years of experience {text}"
    model = match_of(SHIPPED, [ReadAd(text, read_ad(ad, LEXICON))], {"docker": 1})
    for width in (20, 40, 80, 200):
        for unicode in (True, False):
            out = render(model, Page(width, unicode=unicode))
            assert not acting(out)
            assert not too_long(out, width)
            assert unicode or out.isascii()
    with_text = hostile_catalogue(text)
    read_ = [ReadAd("x", read_ad("Engineer\n\nDocker", Lexicon(with_text)))] * 2
    assert not acting(render(match_of(with_text, read_, {}), Page(60)))


# Several ads, the fit and the role.


def shown(model: Match, width: int = 100) -> str:
    return render(model, Page(width))


def ads(*texts: str) -> list[ReadAd]:
    return [ReadAd(f"ad {n}", read(text)) for n, text in enumerate(texts)]


def test_several_ads_say_what_the_market_asks() -> None:
    some = ads("Docker\nJava", "Docker", "Docker is a plus\nKafka is a plus\n4+ years of work\nJava", "poems")
    model = match_of(SHIPPED, some)
    assert (model.ads.count, model.ads.naming) == (4, 3)
    docker, kafka = model.requirements
    assert (docker.id, docker.share, docker.ads, docker.must_ads, docker.must_have) == ("docker", 100, 3, 2, True)
    assert (kafka.id, kafka.share, kafka.ads, kafka.must_ads, kafka.must_have) == ("streaming", 33.3, 1, 0, False)
    assert (docker.weight, kafka.weight) == (4, 1)
    assert [(word.word, word.ads) for word in model.unplaced.words] == [("Java", 2)]
    out = shown(model)
    assert "What 4 job ads ask for" in out
    assert "n = 3" in out
    assert "33.3 %" in out
    assert "1 ad of them named no skill" in out
    assert "Java (2)" in out
    assert "4 in the middle, 4 to 4, said by 1 ad" in out
    assert "a must in 2" in shown(model, 30)


def test_of_a_choice_the_role_asks_for_one_and_the_fit_counts_the_best(tmp_path: Path) -> None:
    ad = read("Requirements\n- Python, and AWS, GCP or Azure\nNice to have\n- PyTorch or similar")
    role = role_of(SHIPPED, [ReadAd("ad", ad)])
    asked = {one.alternatives: (one.weight, one.must_have_from) for one in role.requirements if one.any_of}
    assert asked == {CLOUDS: (5, "junior"), FRAMEWORKS: (2, None)}
    found = match_of(SHIPPED, [ReadAd("ad", ad)], {"python": 2, "gcp": 2})
    assert found.fit is not None
    assert "gcp" not in [one.id for one in found.fit.missing]
    assert [one.any_of for one in found.fit.missing if one.id == "pytorch"] == [FRAMEWORKS]
    assert found.fit.blocked_by == ()
    shown = render(found, Page(width=200))
    assert "Amazon Web Services (AWS) or Microsoft Azure or Google Cloud (GCP)  2 independent" in shown
    assert shown.count("Google Cloud") == 1
    assert "or tensorflow" in shown


def test_of_several_ads_that_name_one_or_another_the_role_asks_for_one_unless_half_ask_for_both() -> None:
    def choices(*texts: str) -> dict[tuple[str, ...], int]:
        read_ads = [ReadAd(str(n), read(f"Requirements\n- Python, {text}")) for n, text in enumerate(texts)]
        shown = render(match_of(SHIPPED, read_ads), Page(width=200))
        asked = role_of(SHIPPED, read_ads).requirements
        assert ("One of these is enough" in shown) == any(one.any_of for one in asked)
        return {one.alternatives: one.weight for one in asked if set(one.alternatives) & {*CLOUDS, *FRAMEWORKS}}

    assert choices("AWS", "Azure", "Azure") == {("azure", "aws"): 5}
    assert choices("AWS", "SQL", "SQL") == {("aws",): 2}
    assert choices("AWS, Azure", "Azure", "Azure") == {("azure", "aws"): 5}
    assert choices("AWS, Azure", "AWS, Azure", "Azure", "SQL") == {("azure",): 4, ("aws",): 3}
    assert choices("AWS, Azure", "GCP or Azure", "AWS, GCP", "AWS, Azure") == {("aws",): 4, ("azure", "gcp"): 5}


def test_half_of_the_ads_is_not_more_than_half() -> None:
    assert not match_of(SHIPPED, ads("Docker", "Docker is a plus")).requirements[0].must_have
    assert not any(one.must_have for one in match_of(SHIPPED, ads("Docker", "Kafka", "Git")).requirements)


def test_a_role_from_many_ads_leaves_out_what_is_rare() -> None:
    some = ads(*["Docker\nSQL"] * 11, "Kafka\nSQL")
    role = match_of(SHIPPED, some).role
    assert role is not None
    assert role.left_out == ("streaming",)
    assert "leaves out what fewer than one in ten of them name: streaming." in shown(match_of(SHIPPED, some))
    why = role_of(SHIPPED, some).requirements[0].why
    assert why == "Named in 12 of 12 ads, demanded in 12. The ad: SQL"
    one_each = ads(*(f"You know {skill.name}" for skill in list(SHIPPED.skills.values())[:12]))
    assert len(role_of(SHIPPED, one_each).requirements) >= 12


def test_the_fit_is_that_of_a_report_on_the_role(tmp_path: Path) -> None:
    from datetime import date

    from mle_gap.catalog import load_over
    from mle_gap.models.answers import Answers
    from mle_gap.planning import Subject
    from mle_gap.report import report_of
    from mle_gap.target import target_of

    ratings: dict[str, Any] = {"python": 3, "docker": 1, "sql": "not_applicable", "git": 2, "communication": 0}
    for file in ("a01.txt", "b05.txt", "a15.txt"):
        some = [ReadAd(file, ad_in(file))]
        model = match_of(SHIPPED, some, ratings)
        (tmp_path / "roles.yaml").write_text(role_file(SHIPPED, some, model), "utf-8")
        catalogue = load_over(tmp_path)
        assert model.role is not None
        assert model.fit is not None
        target = target_of(catalogue, model.role.id, model.role.seniority)
        report = report_of(Subject(catalogue, target, Answers(skills=ratings), date(2026, 11, 23)))
        ready = report.readiness
        assert (model.fit.score, model.fit.high, model.fit.verdict) == (ready.score, ready.high, ready.verdict)
        assert (model.fit.headline, model.fit.blocked_by) == (ready.headline, ready.blocked_by)
        lost = {row.id: row.points_lost for row in report.skills if row.state in ("gap", "unknown")}
        assert {one.id: one.points for one in model.fit.missing} == lost


def test_the_fit_is_shown_with_what_is_missing() -> None:
    model = match_of(SHIPPED, ads("Docker\nKafka is a plus"), {"docker": 1, "streaming": 0})
    assert model.fit is not None
    assert [one.id for one in model.fit.missing][:2] == ["docker", "streaming"]
    out = shown(model)
    assert "Your fit:" in out
    assert "must-have" in out
    assert "you 1, asked 2, must-have" in shown(model, 30)
    ready = match_of(SHIPPED, ads("Docker"), dict.fromkeys(SHIPPED.skills, 4))
    assert "Nothing is missing." in shown(ready)
    with pytest.raises(Misuse, match="nothing is left to score"):
        match_of(SHIPPED, ads("Docker"), dict.fromkeys(SHIPPED.skills, "not_applicable"))


def problems_of(some: list[list[ReadAd]], folder: Path) -> list[str]:
    """What the strict door says of the role files made from ads."""
    texts = [role_file(SHIPPED, one, match_of(SHIPPED, one)) for one in some]
    roles = [role for text in texts for role in yaml.safe_load(text)["roles"]]
    folder.mkdir()
    # One file for all: reading the catalogue takes a second.
    by_id = {role["id"]: role for role in roles}
    assert len(by_id) == len(roles)
    (folder / "roles.yaml").write_text(yaml.safe_dump({"roles": roles}, allow_unicode=True), "utf-8")
    return [str(problem) for problem in problems_in(folder)]


@pytest.mark.parametrize("first", "ab")
def test_the_role_of_every_ad_passes_the_door(first: str, tmp_path: Path) -> None:
    files = [label["file"] for label in LABELS if label["file"].startswith(first)]
    # Some have the same title; each role is a file of its own in use.
    titles: dict[str, list[ReadAd]] = {}
    again = []
    for file in files:
        one = [ReadAd(file, ad_in(file))]
        if titles.setdefault(one[0].ad.title.casefold(), one) is not one:
            again.append(one)
    assert problems_of(list(titles.values()), tmp_path / "first") == []
    for n, one in enumerate(again):
        assert problems_of([one], tmp_path / str(n)) == []


def test_the_role_of_an_ad_for_each_skill_alone_and_of_all_ads_passes_the_door(tmp_path: Path) -> None:
    named = {skill.id: ads(f"You know {skill.name}.") for skill in SHIPPED.skills.values()}
    for skill, some in named.items():
        assert {one.skill for one in some[0].ad.found} >= {skill}
        assert {word for one in role_of(SHIPPED, some).requirements for word in one.alternatives} >= {skill}
    every = [ReadAd(label["file"], ad_in(label["file"])) for label in LABELS]
    hostile = [ReadAd("x", read_ad(f"{text * 9}\n\nDocker {text * 9}", LEXICON)) for text in HOSTILE.values()]
    assert problems_of([every], tmp_path / "every") == []
    for n in range(0, len(hostile), 9):
        assert problems_of([hostile[n : n + 9]], tmp_path / str(n)) == []


def test_the_role_asks_for_nothing_else_and_a_phase_the_ad_leaves_out_is_not_applicable(
    tmp_path: Path, capsys: pytest.CaptureFixture[str]
) -> None:
    some, role = ads("You need Docker"), tmp_path / "role.yaml"
    role.write_text(role_file(SHIPPED, some, match_of(SHIPPED, some)), "utf-8")
    assert main(["assess", "--role", str(role), "--set", "docker=2", "--no-save", "--json"]) == 0
    report = json.loads(capsys.readouterr().out)
    assert [row["id"] for row in report["skills"]] == ["docker"]
    assert (report["readiness"]["score"], report["readiness"]["verdict"]) == (100, "ready")
    scores = {row["id"]: row["score"] for row in report["phases"]}
    assert scores == {phase.id: 100 if phase.id in SHIPPED.skills["docker"].phases else None
                      for phase in SHIPPED.roles_file.phases}  # fmt: skip


def test_the_id_of_the_role_is_short_and_free() -> None:
    ad = read_ad("Senior Machine Learning Engineer for Recommendations\n\nDocker", LEXICON)
    role = role_of(SHIPPED, [ReadAd("x", ad)])
    assert role.id == "ad-senior-machine-learning-engineer"
    file = SHIPPED.roles_file.model_copy(update={"roles": (*SHIPPED.roles_file.roles, role)})
    assert role_of(Catalogue(SHIPPED.skills_file, file, ""), [ReadAd("x", ad)]).id == f"{role.id}-2"


# The command.


def matched(*names: str | Path, **options: Any) -> Result:
    """The command with these ads; options by name, the others left out."""
    left_out: Raw = dict.fromkeys(("answers", "set_", "catalog", "profile", "format_", "output"))
    return match([str(name) for name in names], **{**left_out, "json": False, **options})


@pytest.fixture
def ad(tmp_path: Path) -> Path:
    path = tmp_path / "ad.txt"
    path.write_text("Engineer\n\nYou need Docker.\nKafka is a plus.\nJava and Python\n", "utf-8")
    return path


def test_json_has_one_list_at_the_top_and_keeps_its_schema(ad: Path) -> None:
    result = matched(ad, json=True, set_=["docker=1"])
    found = json.loads(result.text)
    Draft202012Validator(Match.model_json_schema(mode="serialization")).validate(found)
    assert [name for name, value in found.items() if isinstance(value, list)] == ["requirements"]
    assert [one["id"] for one in found["requirements"]] == ["python", "docker", "streaming"]
    assert found["fit"]["score"] > 0
    assert (result.status, result.output, "\x1b" in result.text) == (0, None, False)


def test_without_answers_only_what_is_asked_is_shown(ad: Path) -> None:
    result = matched(ad)
    assert "Your fit" not in result.text
    assert '"You need Docker."' in result.text
    assert "Not in the catalogue: Java" in result.text


def test_saved_answers_are_used_and_broken_ones_are_said(ad: Path, home: Path) -> None:
    assert main(["assess", "--set", "docker=2", "--today", "2026-11-23", "-o", str(home.parent / "report")]) == 0
    assert "Your fit" in matched(ad).text
    for record in home.rglob("*.json"):
        record.write_text("{}", "utf-8")
    result = matched(ad)
    assert "Your fit" not in result.text
    assert result.note.startswith("your saved answers are not used: ")
    assert result.status == 0
    wrong = ad.with_name("wrong.yaml")
    wrong.write_text("skills: {docker: 9}", "utf-8")
    with pytest.raises(BadInput):
        matched(ad, answers=str(wrong))


def test_a_name_that_ends_with_yaml_makes_a_role_file(ad: Path, tmp_path: Path) -> None:
    out = str(tmp_path / "role.yaml")
    result = matched(ad, output=out)
    assert result.output == out
    role = yaml.safe_load(result.text)["roles"][0]
    assert role["requirements"][1]["why"] == "The ad: You need Docker."
    assert matched(ad, format_="yaml").text == result.text
    assert "roles:" not in matched(ad, output=str(tmp_path / "out.txt")).text
    folder = tmp_path / "own"
    folder.mkdir()
    (folder / "roles.yaml").write_text(result.text, "utf-8")
    assert main(["check", str(folder)]) == 0
    assert main(["roles", role["id"], "--catalog", str(folder)]) == 0


@pytest.mark.parametrize(
    ("output", "format_", "json_", "name"),
    [
        (None, None, False, "terminal"), ("a.YML", None, False, "yaml"), ("a.yaml", "terminal", False, "terminal"),
        ("a.yaml", None, True, "json"), ("-", "yaml", False, "yaml"), ("a.json", None, False, "terminal"),
    ],
)  # fmt: skip
def test_the_format_is_that_asked_for_or_that_of_the_name(
    output: str | None, format_: str | None, json_: bool, name: str
) -> None:
    assert format_for(output, format_, json_) == name
    with pytest.raises(Misuse, match="no format `csv`"):
        format_for(output, "csv", False)


def test_no_known_skill_is_status_1_and_said(tmp_path: Path) -> None:
    poem = tmp_path / "poem.txt"
    poem.write_text("A poem\n\nRoses are red.", "utf-8")
    result = matched(poem)
    assert (result.status, "No skill of the catalogue is named here." in result.text) == (1, True)
    assert result.note == f"no skill of the catalogue is named in {poem}"
    role = matched(poem, poem, output=str(tmp_path / "role.yaml"))
    assert (role.status, role.text, role.output) == (1, "", None)
    assert role.note == "no skill of the catalogue is named in any of the 2 ads"
    assert json.loads(matched(poem, json=True).text)["role"] is None
    assert "What 2 job ads ask for" in matched(poem, poem).text


@pytest.mark.parametrize(
    ("data", "words_"),
    [
        (b"x" * (2**20 + 1), "larger than 1 MiB"), (b"", "holds no text"), (b" \n\t\n", "holds no text"),
        (b"<p><script>Docker</script>", "holds no text"), (b"%PDF-1.7 Docker", "is no text"), (b"a\0b", "is no text"),
    ],
)  # fmt: skip
def test_what_is_no_ad_is_refused_in_one_line(data: bytes, words_: str, tmp_path: Path) -> None:
    path = tmp_path / "ad.txt"
    path.write_bytes(data)
    with pytest.raises(Misuse, match=words_) as refused:
        matched(path)
    assert (refused.value.status, "\n" in str(refused.value)) == (2, False)


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp1252", "utf-16"])
def test_ads_of_any_usual_encoding_are_read(encoding: str) -> None:
    assert text_in("Caf\u00e9 \u2013 Docker".encode(encoding), "x") == "Caf\u00e9 \u2013 Docker"
    assert text_in(b"\xfe\xff\x00D", "x") == "D"


def test_what_would_destroy_or_mix_up_files_is_refused(ad: Path, tmp_path: Path) -> None:
    with pytest.raises(Misuse, match="is one of the ads"):
        matched(ad, output=str(ad))
    with pytest.raises(Misuse, match="read once"):
        matched("-", "-")
    with pytest.raises(Misuse, match="read once"):
        matched("-", answers="-")
    with pytest.raises(Misuse, match="too many"):
        matched(*[ad] * (MOST_ADS + 1))
    with pytest.raises(Misuse, match="cannot be read"):
        matched(tmp_path / "none\0such")


def test_standard_input_is_an_ad_too(monkeypatch: pytest.MonkeyPatch) -> None:
    import io
    import sys

    monkeypatch.setattr(sys, "stdin", io.TextIOWrapper(io.BytesIO(b"Engineer\n\nDocker")))
    assert json.loads(matched("-", json=True).text)["ads"]["read"][0]["source"] == "standard input"


def test_the_pure_part_reads_no_file() -> None:
    modules: tuple[ModuleType, ...] = (ad_choices, ad_clauses, ad_facts, ad_lines, ad_text, ad_traps, job_ad)
    assert all("pathlib" not in vars(module) for module in modules)
    assert data_folder().is_dir()


def test_a_line_with_inline_tags_alone_is_html_too() -> None:
    ad = read("<b>Python</b> is a must. <em class=x>Docker</em> is a plus.")
    assert ad.title == "Engineer Python is a must."
    assert {one.skill: one.must_have for one in ad.found} == {"python": True, "docker": False}
