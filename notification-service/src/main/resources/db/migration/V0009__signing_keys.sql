-- Key pairs that every webhook is signed with. The private halves lie sealed.
CREATE TABLE signing_key (
  kid            text COLLATE "C" PRIMARY KEY,
  algorithm      text NOT NULL CHECK (algorithm IN ('RS256', 'EdDSA')),
  -- PKCS #8, sealed; X.509.
  sealed_private bytea NOT NULL,
  public_key     bytea NOT NULL,
  -- Published from its creation on, signs from here on.
  active_from    timestamptz NOT NULL,
  -- Not published from this instant on; none while it has no successor.
  expires_at     timestamptz
);
