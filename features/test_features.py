"""Every scenario of every feature in this folder is a test."""

from pytest_bdd import scenarios

scenarios(".")
