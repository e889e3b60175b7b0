INSERT INTO news (account_id, mission_id, number, seen) VALUES ('a', 'm', 1, NULL);
