INSERT INTO rate_cards (account_id, body) VALUES ('a', '{"items":[]}');
INSERT INTO kilometres_told (year, kilometres) VALUES ('2026', 1250);
