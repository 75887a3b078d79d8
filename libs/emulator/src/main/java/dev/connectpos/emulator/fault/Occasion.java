package dev.connectpos.emulator.fault;

/** When a rule acts on a message that it is about. */
public sealed interface Occasion {

  /** The next so many times. */
  record Times(int count) implements Occasion {

    /** Refuses a rule that never acts. */
    public Times {
      if (count < 1) {
        throw new IllegalArgumentException("a fault happens once at least");
      }
    }
  }

  /** Every time. */
  record Always() implements Occasion {}

  /** By chance, so often in a hundred. */
  record Chance(int percent) implements Occasion {

    /** Refuses what is no chance. */
    public Chance {
      if (percent < 1 || percent > 100) {
        throw new IllegalArgumentException("a chance is of 1 to 100 percent");
      }
    }
  }
}
