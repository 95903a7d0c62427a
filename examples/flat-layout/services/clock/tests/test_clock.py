from clock import main


def test_prints(capsys) -> None:
    main()
    assert "T" in capsys.readouterr().out
