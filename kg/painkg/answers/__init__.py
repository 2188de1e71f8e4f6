"""Answers: options, disagreement, explanation, and questions in words."""
