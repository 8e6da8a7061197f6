"""Sentences about a result that more than one format shows. Pure: values in, plain text out."""

from collections.abc import Iterable, Iterator, Sequence
from fractions import Fraction

from mle_gap.models.report import Aim, Deadline, ExperienceRow, Plan, Report, SkillRow
from mle_gap.plan import Task
from mle_gap.score import Row, rounded_down

LEVELS = {0: "none", 1: "guided", 2: "independent", 3: "advanced", 4: "leading"}
FINDINGS = {
    "confirmed": "Confirmed",
    "lower": "Lower than told",
    "higher": "Higher than told",
    "not_sure": "Not sure yet",
}
VERDICT_WORDS = {
    "ready": "ready",
    "nearly": "nearly there",
    "building": "building up",
    "starting": "just starting",
}


def number(value: float) -> str:
    """A number without a needless `.0`."""
    return f"{value:.1f}".removesuffix(".0")


def count(n: int, noun: str) -> str:
    """`1 skill`, `2 skills`."""
    return f"{n} {noun}" if n == 1 else f"{n} {noun}s"


def headline(
    low: Fraction, high: Fraction, open_: int, verdict: str, blocked_by: Sequence[str], undecided_by: Sequence[str]
) -> str:
    """The result in one sentence one can read aloud; `open_` is how many skills an answer could still raise."""
    score = f"{number(rounded_down(low))} of 100"
    if verdict == "blocked":
        tail = f"blocked by {count(len(blocked_by), 'must-have')}: {', '.join(blocked_by)}"
    elif verdict == "undecided":
        tail = f"undecided until {_rated(len(undecided_by), 'must-have')}: {', '.join(undecided_by)}"
    else:
        tail = VERDICT_WORDS[verdict]
    up_to = f", up to {number(rounded_down(high))} once {_rated(open_, 'unanswered skill')}" if high > low else ""
    return f"{score}{up_to}, {tail}"


def _rated(n: int, noun: str) -> str:
    return f"{count(n, noun)} {'is' if n == 1 else 'are'} rated"


def why(task: Task, row: Row | None, unlocks: Iterable[Task], names: dict[str, str], seniority: str) -> str:
    """Why a step is in the plan: what asks for the skill, and which steps wait for it."""
    reasons = []
    if row is not None and task.level <= row.required:
        must = "a must-have" if row.must_have else "asked"
        reasons.append(f"{must} at {seniority}, level {row.required}")
    waiting = [f"{names[other.skill]} {other.level}" for other in unlocks if other.skill != task.skill]
    if waiting:
        shown = waiting[:3] + ([f"{len(waiting) - 3} more"] if len(waiting) > 3 else [])
        reasons.append(f"needed for {', '.join(shown)}")
    if not reasons:
        reasons.append(f"the way to {names[task.skill]} {task.level + 1}")
    text = "; ".join(reasons)
    return text[0].upper() + text[1:] + "."


def alone(
    up_to: str | None, stopped_at: str | None, stoppers: Sequence[tuple[str, int | None]], role: str | None = None
) -> str:
    """How far the person can carry a project alone, by names of phases and of skills with their levels.

    `role` is named where it asks for less than a whole project does.
    """
    words = _alone(up_to, stopped_at, stoppers)
    return words if role is None else f"As far as this role is asked, {_small(role)}: {_small(words)}"


def _alone(up_to: str | None, stopped_at: str | None, stoppers: Sequence[tuple[str, int | None]]) -> str:
    if stopped_at is None:
        return "You can carry a project alone through the whole workflow."
    low = [f"{name} {'not rated' if level is None else level}" for name, level in stoppers[:3]]
    more = [f"{len(stoppers) - 3} more"] if len(stoppers) > 3 else []
    stop = f"{_small(stopped_at)} would stop you: {', '.join(low + more)}."
    if up_to is None:
        return f"You cannot carry a project alone yet; {stop}"
    return f"You can carry a project alone up to {_small(up_to)}; {stop}"


def _small(name: str) -> str:
    return name[:1].lower() + name[1:]


def contradiction(name: str, level: int, other: str, needed: int, has: int) -> str:
    """What does not go together in the answers."""
    return f"{name} is rated {level}, which needs {other} {needed}, but {other} is rated {has}"


def done(name: str, held: int, reached: int, before: Report, after: Report) -> str:
    """What a level reached moved: score, must-haves, finish, and what comes next; lines that end with a break."""
    lines = [
        f"{name} {held} > {reached}: readiness {number(before.readiness.score)} > {number(after.readiness.score)}."
    ]
    free = [word for word in before.readiness.blocked_by if word not in after.readiness.blocked_by]
    if free:
        lines.append(f"No longer blocked by {', '.join(free)}.")
    if not after.plan.steps:
        return "\n".join([*lines, "Nothing is left to learn for this role."]) + "\n"
    step = after.plan.steps[0]
    lines.append(f"{count(len(after.plan.steps), 'step')} left, to {after.plan.finish.isoformat()}.")
    lines.append(f"Next: {step.name} {step.from_level} > {step.to_level}, {step.hours} h.")
    return "\n".join(lines) + "\n"


def rated(report: Report) -> str:
    """How much was answered, and that nobody checked it."""
    ready = report.readiness
    left_out = sum(row.state == "not_applicable" for row in report.skills)
    checked = [row for row in report.skills if row.quiz_asked]
    questions = count(sum(row.quiz_asked for row in checked), "question")
    how = f"{len(checked)} of them checked by {questions}" if checked else "nothing was checked"
    words = f"{ready.answered} of {ready.asked} skills rated, by yourself; {how}."
    return words + (f" {left_out} not applicable." if left_out else "")


def estimate(report: Report) -> str:
    """What the readiness probably is, and what would narrow that, in a sentence or two; empty without an estimate."""
    found = report.readiness.estimate
    if found is None:
        return ""
    band = f"{found.low:.0f} to {found.high:.0f}"
    if any(row.quiz_asked for row in report.skills):
        words = f"By the answers checked so far it is probably {band} of 100, the middle being {found.mean:.0f}."
    elif any(row.evidence_level for row in report.skills):
        words = f"By your ratings and your files it is probably {band} of 100, the middle being {found.mean:.0f}."
    else:
        words = f"Self-ratings like these usually turn out to be {band} of 100, the middle being {found.mean:.0f}."
    if not report.verify_next:
        return words
    then = report.verify_next[0]
    narrowed = f"about {then.low:.0f} to {then.high:.0f}"
    return f"{words} {count(then.questions, 'question')} (mle-gap verify {then.skill}) would narrow that to {narrowed}."


def findings(report: Report) -> str:
    """What the questions answered say of the levels told, in a sentence each; empty where nothing was checked."""
    rows = [row for row in report.skills if row.quiz_asked]
    said: dict[str, list[str]] = {}
    for row in rows:
        what = row.outcome or "not_sure"
        looks = f"{row.name} {row.level}" if what == "confirmed" else f"{row.name} looks like {row.likely_level}"
        said.setdefault(what, []).append(row.name if what == "not_sure" else looks)
    heads = {
        "confirmed": "Confirmed",
        "lower": "Lower than told",
        "higher": "Higher than told",
        "not_sure": "Not sure yet",
    }
    return " ".join(f"{head}: {', '.join(said[what])}." for what, head in heads.items() if what in said)


def evidence(report: Report) -> Iterator[str]:
    """The levels told beside what the person's files show, in up to three sentences; none where none were looked at."""
    if not report.scanned:
        return
    seen = [row for row in report.skills if row.evidence_level is not None]
    more = [row for row in seen if (row.level or 0) < (row.evidence_level or 0)]
    if more:
        yield f"Your files suggest more than you said: {'; '.join(map(_suggested, more))}."
    if held := [f"{row.name} ({count(row.evidence_files or 0, 'file')})" for row in seen if row not in more]:
        yield f"Your files show something of what you said: {', '.join(held)}."
    unseen = [f"{row.name} {row.level}" for row in report.skills if row.level and row.evidence_files == 0]
    if unseen:
        yield f"Nothing was seen of {', '.join(unseen)}, which proves nothing."


def _suggested(row: SkillRow) -> str:
    told = "nothing" if row.level is None else row.level
    files = count(row.evidence_files or 0, "file")
    return f"{row.name}, you said {told}, {files} suggest{'s' if row.evidence_files == 1 else ''} {row.evidence_level}"


def notes(row: SkillRow) -> str:
    """What is to be said of a skill beside its numbers, empty where there is nothing."""
    words = ["must-have"] if row.must_have else []
    words += [others] if (others := or_others(row.id, row.any_of)) else []
    return ", ".join(words + ([f"last used {row.last_used}"] if row.stale else []))


def or_others(skill: str, any_of: Sequence[str]) -> str:
    """The other skills that will do as well, empty where there is none."""
    return "".join(f" or {word}" for word in any_of if word != skill).strip()


def stale(report: Report) -> str:
    """Which levels may have faded, as one sentence; empty where none has."""
    rows = [f"{row.name} {row.level} ({row.last_used})" for row in report.skills if row.stale]
    if not rows:
        return ""
    return f"Not used for more than a year, and such skills fade: {', '.join(rows)}; rate what you can do today."


def experience(asked: ExperienceRow, hint: str = "") -> str:
    """Years asked beside years told; `hint` says where to tell them."""
    where = " or ".join(word.replace("-", " ") for word in asked.counted_in)
    told = f"you did not say{hint}" if asked.years is None else f"you have {number(asked.years)}"
    state = {"met": ", met", "not_met": ", not met", "unknown": ""}[asked.state]
    return f"{count(asked.asked_years, 'year')} as {where} asked; {told}{state}"


def pace(plan: Plan) -> Iterator[str]:
    """How long a plan with steps takes, how sure that is and of what order it is, one sentence or two each."""
    yield f"At {number(plan.hours_per_week)} hours a week, to {plan.finish.isoformat()}."
    yield (
        f"Hours are typical, yours will differ: {plan.finish_early.isoformat()} if all takes you a quarter less,"
        f" {plan.finish_late.isoformat()} if half as much again."
    )
    if plan.hours_assumed:
        words = f"{plan.hours_assumed} of the hours are for skills not answered: rate those first"
        yield f"{words}, as `mle-gap assess --review` asks."
    if len(plan.steps) > 1:
        yield order(plan)
    if plan.study is not None:
        yield f"{count(len(plan.study.sessions), 'block')} of study on the days named, each at {plan.study.at}."
    if plan.pauses:
        yield f"Pauses: {', '.join(f'{one.start.isoformat()} to {one.finish.isoformat()}' for one in plan.pauses)}."
    if plan.target is not None:
        yield f"The plan stops where {aim(plan)}."
    if plan.by is not None:
        yield deadline(plan.by, plan.target)


def order(plan: Plan) -> str:
    """Of what order the steps are, and how well that is known."""
    if plan.optimal:
        best = "Readiness rises as fast as it can in this order, which is proven"
    else:
        best = f"Readiness could rise faster by {plan.gap_bound:.1%} at most in any other order, which is proven"
    if plan.first is None:
        return f"{best}."
    costs = number(plan.first_costs or 0)
    held = f"which holds other points back: {costs} points x weeks, points times the weeks they come later"
    return f"Must-haves come first, {held}. {best}, with these first."


def aim(plan: Plan) -> str:
    """Where the plan stops."""
    if plan.target is None or plan.target.reached is None:
        score = 100 if plan.target is None else plan.target.score
        return f"readiness {number(score)} is held already"
    return f"readiness {number(plan.target.score)} is reached, on {plan.target.reached.isoformat()}"


def deadline(by: Deadline, target: Aim | None) -> str:
    """What fits until a day, and the pace it would take."""
    goal = number(100 if target is None else target.score)
    fits = f"By {by.date.isoformat()}: {count(by.steps, 'step')}, readiness {number(by.readiness)}."
    if by.hours_per_week is None:
        return f"{fits} No day of learning is left until then."
    return f"{fits} {number(by.hours_per_week)} hours a week would reach {goal} by then."
