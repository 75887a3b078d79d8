package dev.connectpos.terminal.application;

import dev.connectpos.terminal.domain.SessionId;
import jakarta.enterprise.context.ApplicationScoped;

/** Tries administrative passwords (feature T6), with no transaction open while it hashes. */
@ApplicationScoped
public class UnlockTerminals {
  private final AdminAccess access;
  private final PasswordHashing hashing;

  UnlockTerminals(AdminAccess access, PasswordHashing hashing) {
    this.access = access;
    this.hashing = hashing;
  }

  /** Blocks for some tenths of a second. */
  public AdminAnswer unlock(SessionId session, String password) {
    return switch (access.begin(session)) {
      case AdminAccess.Trial.Answered(var answer) -> answer;
      case AdminAccess.Trial.Against(var hash) ->
          access.end(session, hashing.matches(password, hash));
    };
  }
}
