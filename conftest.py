"""The steps of the features: loaded as anybody would load them."""

pytest_plugins = ["tracker.bdd"]
