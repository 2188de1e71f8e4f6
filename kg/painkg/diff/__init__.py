"""What changed between two snapshots: terms, evidence, and the answers to the competency questions."""
