from workbench.tui.layout.initials import initials


def test_two_letters_tell_codes_apart() -> None:
    names = ["Auka budsjett", "Avslag", "Anna", "auka bruk", "[b]", "—", "Æ", "A", "A"]
    found = initials((str(i), name) for i, name in enumerate(names))

    assert found["0"] == "Ab"
    assert len(set(found.values())) == len(names)
    assert all(1 <= len(letters) <= 2 for letters in found.values())
