"""An order in a person's own words: the messages that the dataset answers.

Knows many ways to ask for the same. Does not know the answer's form (see `dataset.py`).
"""

from __future__ import annotations

import random

from scripts.make_sample.world import NUMBERS, Order

GREETINGS = ("Hello,", "Good morning,", "Dear shop,", "Good day,", "Hi there,", "Greetings,")
WHO_FIRST = (
    "this is {person} from {town}.",
    "my name is {person} and I live in {town}.",
    "I am {person}, and I write from {town}.",
    "{person} here, down in {town}.",
)
ASK = (
    "Please send me {number} {colour} {things}",
    "Could you bring us {number} {colour} {things}",
    "I would like to have {number} {colour} {things}",
    "We need {number} {colour} {things}",
    "I want to buy {number} {colour} {things}",
    "Do you still sell {colour} {things}? We would take {number}",
)
WHEN = ("by {day}.", "before {day}.", "for {day}.", "and they must be here on {day}.")
SMALL_TALK = (
    "It has rained here all week.",
    "The old ones are broken.",
    "My sister told me about your shop.",
    "We have guests, so it matters.",
    "I will pay at the door.",
    "The road is open again.",
)
THANKS = ("Thank you!", "Many thanks.", "Kind regards.", "I am glad of your help.")
SIGNED = ("Yours, {person}, {town}.", "{person}, {town}.", "Send it to {person} in {town}.")


def letter(order: Order, rng: random.Random) -> str:
    """One message that says all of `order`, in one of thousands of ways."""
    ask = f"{rng.choice(ASK)} {rng.choice(WHEN)}"
    parts = [ask, *_maybe(SMALL_TALK, rng)]
    rng.shuffle(parts)
    if rng.random() < 0.6:
        parts = [rng.choice(GREETINGS), rng.choice(WHO_FIRST), *parts, *_maybe(THANKS, rng)]
    else:
        parts = [*_maybe(GREETINGS, rng), *parts, *_maybe(THANKS, rng), rng.choice(SIGNED)]
    return fill(" ".join(parts), order)


def fill(text: str, order: Order) -> str:
    """`text` with its gaps filled from `order`, beginning with a capital."""
    filled = text.format(
        person=order.person,
        first=order.first,
        surname=order.surname,
        town=order.town,
        thing=order.thing,
        things=order.things,
        colour=order.colour,
        number=NUMBERS[order.count],
        digits=order.count,
        day=order.day,
    )
    return filled[0].upper() + filled[1:]


def _maybe(choices: tuple[str, ...], rng: random.Random) -> list[str]:
    return [rng.choice(choices)] if rng.random() < 0.5 else []
