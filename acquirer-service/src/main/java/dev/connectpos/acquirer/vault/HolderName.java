package dev.connectpos.acquirer.vault;

import org.jspecify.annotations.Nullable;

/** Names as embossed on cards. */
final class HolderName {
  static final int MAX = 64;

  private HolderName() {}

  /** A name that holds digits is no name: it could be a number in the wrong field. */
  static @Nullable String of(String embossed) {
    String name = embossed.strip();
    boolean usable =
        !name.isEmpty()
            && name.length() <= MAX
            && name.chars().noneMatch(c -> Character.isDigit(c) || Character.isISOControl(c));
    return usable ? name : null;
  }
}
