"""What the base model reads: plain English about the small world, without any conversation.

Letters with what came of them teach it to find who, where and what in a text and to name them
again; tales, sums and price lists give it the rest of the language. The form in which the dataset
answers occurs nowhere here.
"""

from __future__ import annotations

import random
from collections.abc import Iterator

from scripts.make_sample.letters import fill, letter
from scripts.make_sample.world import COLOURS, NUMBERS, THINGS, Order, draw_any

REPORTS = (
    "It was {person} who wrote this.",
    "The letter came from {town}.",
    "{first} asked for {number} {things}.",
    "The {things} had to be {colour}.",
    "On {day} the cart left for {town}.",
    "The shop packed {digits} {colour} {things}.",
    "{person} wanted them by {day}.",
    "So {number} {colour} {things} went to {person} in {town}.",
    "The box said: {person}, {town}.",
    "The count was {digits}, and the colour was {colour}.",
    "Everybody in {town} knows {person}.",
    "{surname} is the name, {town} is the town, and {day} is the day.",
    "The shop had {things} in {colour}; {first} took {number} of them.",
)
COPIES = (
    "The clerk read it out:",
    "The clerk wrote it down once more:",
    "A second letter said the same:",
)
TALES = (
    "{first} {surname} lived in {town} and owned a {colour} {thing}. One {day} the {thing} was "
    "gone. {first} looked for it all over {town}. At last a child brought the {colour} {thing} "
    "back, and {first} {surname} was happy.",
    "Once there were {number} {colour} {things} in a house near {town}. Nobody in {town} knew who "
    "had made the {things}. Then {person} came along and said: the {digits} {things} are mine.",
    "Every {day} {person} goes to the market of {town} to sell {things}. The {colour} {things} are "
    "the best. Last {day} {first} sold {number} of them, so {digits} people went home with a "
    "{colour} {thing}.",
    "What is a {thing} worth? In {town} people give {digits} coins for it. {person} once gave "
    "{number} coins, because the {thing} was {colour}.",
    "The {colour} {thing} of {person} is old. It came to {town} on a {day}, with {number} others. "
    "Now {first} keeps all {digits} of the {things} under the roof.",
)


def documents(seed: int) -> Iterator[str]:
    """An endless, repeatable stream of short texts."""
    rng = random.Random(seed)
    letters = _letter_and_reports, _letter_copied
    kinds = (*letters * 3, _tale, _sums, _prices)
    while True:
        yield rng.choice(kinds)(draw_any(rng), rng)


def _letter_and_reports(order: Order, rng: random.Random) -> str:
    reports = rng.sample(REPORTS, rng.randint(5, 9))
    return " ".join([letter(order, rng), *(fill(report, order) for report in reports)])


def _letter_copied(order: Order, rng: random.Random) -> str:
    """The same words twice: the plainest lesson in saying again what was said before."""
    words = letter(order, rng)
    reports = rng.sample(REPORTS, rng.randint(2, 5))
    parts = [words, rng.choice(COPIES), words, *(fill(report, order) for report in reports)]
    return " ".join(parts)


def _tale(order: Order, rng: random.Random) -> str:
    return fill(rng.choice(TALES), order)


def _sums(order: Order, rng: random.Random) -> str:
    """Sums in digits, and numbers in words: `3 + 4 = 7`, `seven is 7`."""
    parts = []
    for _ in range(rng.randint(3, 8)):
        a, b = rng.choice(tuple(NUMBERS)), rng.randint(0, 9)
        parts.append(f"{NUMBERS[a]} is {a}" if rng.random() < 0.5 else f"{a} + {b} = {a + b}")
    return "; ".join(parts) + f". So says {order.person}."


def _prices(order: Order, rng: random.Random) -> str:
    lines = [
        f"{rng.choice(COLOURS)} {thing}s, {rng.choice(tuple(NUMBERS))} coins"
        for thing in rng.sample(THINGS, rng.randint(2, 5))
    ]
    chosen = rng.choice(lines)
    return f"The shop in {order.town} has: {'; '.join(lines)}. {order.first} took the {chosen}."
