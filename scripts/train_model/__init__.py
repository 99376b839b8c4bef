"""Train the model that comes with the project: `python -m scripts.train_model --corpus FILE --wordnet FILE`."""
