"""Words for costs, and for what the cost of a step is the product of."""

from akg import rows
from akg.facts import Fact
from akg.render.phrases import counted


def amount(fixed: int) -> float:
    """Give a cost as a number, of fixed point as in `akg.reading.Row`."""
    return (fixed >> 16) / rows.ONE


def cost(fixed: int) -> str:
    """Give a cost as it is printed."""
    return f"{amount(fixed):.2f}"


def factors(fact: Fact, voices: int) -> str:
    """Say what makes a step along a relation cost what it does; each with its number, where it is not alone.

    Such as '2 voices', '1 voice (1) × disputed (1.5)'.
    """
    heard, status, event = rows.factors(voices, fact.row.status, in_event=fact.event is not None)
    taken = f", taken as {rows.VOICES}" if voices > rows.VOICES else ""
    made = [(f"{counted((voices, 'voice'))}{taken}", heard)]
    made += [(fact.row.status, status)] if fact.row.status != "asserted" else []
    made += [("in an event", event)] if fact.event else []
    made += [("only possible", amount(rows.possibly(rows.ONE << 16)))] if fact.certainty == "possible" else []
    if len(made) == 1:
        return made[0][0]
    return " × ".join(f"{what} ({round(number, 2):g})" for what, number in made)
