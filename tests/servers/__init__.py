"""Servers to try the judge on: broken ones named by their one defect, and correct ones that differ in what they may."""
