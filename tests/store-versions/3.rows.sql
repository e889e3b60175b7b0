INSERT INTO paper (account_id, mission_id, kind, body, kept_at) VALUES ('a', 'm', 'writing', 'Bonjour, il manque', '2026-06-16T09:00:03+02:00');
