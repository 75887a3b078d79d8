-- The network speaks action codes; the codes that merchants read are the acquirer's.
ALTER TABLE authorization_record RENAME COLUMN return_code TO action_code;

UPDATE authorization_record SET action_code = CASE
  WHEN action_code IN ('0', '1') THEN lpad(action_code, 3, '0')
  WHEN action_code = '1802' THEN '180'
  WHEN action_code = '9999' THEN '999'
  ELSE left(action_code, 1) || right(action_code, 2) END;

ALTER TABLE authorization_record ADD CHECK (action_code ~ '^[0-9]{3}$');
