"""The mathematics of the small model."""

from __future__ import annotations

import random
import unittest
from typing import Callable

import support  # noqa: F401  puts the recipes on the path
from common.tiny.adam import adam_step, no_moments
from common.tiny.network import Network, Shape, initial_weights
from common.tiny.objectives import cross_entropy, expected_reward, policy_gradient
from common.tiny.vocabulary import END, OTHER, SEPARATOR, SIZE, encode
from common.tiny.windows import windows_of
from common.train.examples import Example

SHAPE = Shape(context=3, embedding=2, hidden=3)
EXAMPLES = [windows_of(Example("2+2", "four"), 3, 8), windows_of(Example("2+3", "fi"), 3, 8)]


class TheGradient(unittest.TestCase):
    def test_of_the_cross_entropy_agrees_with_finite_differences(self) -> None:
        weights = self._weights()
        gradient = cross_entropy(Network(SHAPE, weights), EXAMPLES).gradient
        self._assert_is_derivative(lambda changed: cross_entropy(Network(SHAPE, changed), EXAMPLES).loss, weights, gradient, 1e-6)

    def test_of_the_policy_is_on_average_that_of_the_expected_reward(self) -> None:
        weights, repeats = self._sure_of(EXAMPLES), 3000
        rngs = [random.Random(f"episodes/{number}") for number in range(repeats * len(EXAMPLES))]
        summed = policy_gradient(Network(SHAPE, weights), EXAMPLES * repeats, 2, rngs).gradient
        self._assert_is_derivative(self._expected_loss, weights, [value / repeats for value in summed], 0.01)

    def test_of_no_examples_is_zero(self) -> None:
        self.assertEqual({0.0}, set(cross_entropy(Network(SHAPE, self._weights()), []).gradient))

    def _weights(self) -> list[float]:
        return [weight * 3 for weight in initial_weights(SHAPE, seed=3)]

    def _sure_of(self, examples) -> list[float]:
        """Weights of a model that often answers rightly, so that rewards are frequent."""
        weights, moments = self._weights(), no_moments(len(self._weights()))
        for step in range(1, 26):
            outcome = cross_entropy(Network(SHAPE, weights), examples)
            weights, moments = adam_step(weights, moments, outcome.gradient, step, 0.05)
        return weights

    def _expected_loss(self, weights: list[float]) -> float:
        network, loss = Network(SHAPE, weights), 0.0
        for example in EXAMPLES:
            rows = network.forward([window.context for window in example]).probabilities
            loss += 1 - expected_reward(rows, [window.target for window in example])
        return loss

    def _assert_is_derivative(self, loss: Callable[[list[float]], float], weights: list[float], gradient: list[float], tolerance: float) -> None:
        self.assertEqual(len(weights), len(gradient))
        self.assertGreater(max(map(abs, gradient)), 10 * tolerance, "too flat to tell")
        for at in random.Random(0).sample(range(len(weights)), 60):
            ends = [loss([*weights[:at], weights[at] + change, *weights[at + 1:]]) for change in (1e-5, -1e-5)]
            self.assertAlmostEqual((ends[0] - ends[1]) / 2e-5, gradient[at], delta=tolerance)


class TheExpectedReward(unittest.TestCase):
    def test_is_the_mean_share_of_leading_tokens_that_are_right(self) -> None:
        self.assertAlmostEqual((0.5 + 0.5 * 0.25) / 2, expected_reward([[0.5, 0.5], [0.75, 0.25]], [0, 1]))


class Windows(unittest.TestCase):
    def test_ask_for_the_answer_and_its_end_and_never_for_the_prompt(self) -> None:
        windows = windows_of(Example("ab", "c"), 2, 8)
        a, b, c = encode("abc")
        self.assertEqual([(bytes([b, SEPARATOR]), c), (bytes([SEPARATOR, c]), END)], [tuple(window) for window in windows])

    def test_of_running_text_start_from_nothing(self) -> None:
        self.assertEqual(bytes([END, END]), windows_of(Example("", "xy"), 2, 8)[0].context)

    def test_are_cut_to_the_longest_answer(self) -> None:
        self.assertEqual(3, len(windows_of(Example("", "a long text"), 2, 3)))

    def test_know_every_character(self) -> None:
        self.assertEqual([OTHER, OTHER, OTHER], list(encode("é\n")))
        self.assertTrue(all(0 < token < SIZE for token in encode("".join(map(chr, range(0x250))))))


class Adam(unittest.TestCase):
    def test_takes_a_first_step_of_the_learning_rate_against_the_gradient(self) -> None:
        weights, _ = adam_step([1.0, 1.0, 1.0], no_moments(3), [5.0, -0.01, 0.0], 1, 0.1)
        for expected, found in zip([0.9, 1.1, 1.0], weights):
            self.assertAlmostEqual(expected, found, places=5)
