package dev.connectpos.local.home;

import java.nio.file.Path;
import java.util.Collections;
import java.util.Map;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/** A small file of {@code NAME=value} lines that a shell can source, written at every change. */
public final class EnvFile {
  private final Path file;
  private final TreeMap<String, String> values = new TreeMap<>();

  /** Opens the file; one that does not exist is empty. */
  public EnvFile(Path file) {
    this.file = file;
    String text = Home.read(file);
    if (text != null) {
      text.lines()
          .filter(line -> !line.startsWith("#") && line.indexOf('=') > 0)
          .forEach(
              line -> {
                int at = line.indexOf('=');
                values.put(line.substring(0, at), line.substring(at + 1));
              });
    }
  }

  /** The value, or null. */
  public @Nullable String get(String name) {
    return values.get(name);
  }

  /**
   * The value, which must be there.
   *
   * @throws Failure if it is not
   */
  public String require(String name) {
    String value = values.get(name);
    if (value == null) {
      throw new Failure(name + " is missing in " + file + "; ./connect up writes it");
    }
    return value;
  }

  /** Sets a value and writes the file before it returns. */
  public void put(String name, String value) {
    putAll(Map.of(name, value));
  }

  /**
   * Sets several values in one write.
   *
   * @throws IllegalArgumentException if a value needs quoting in a shell
   */
  public void putAll(Map<String, String> more) {
    more.forEach(
        (name, value) -> {
          if (!value.matches("[A-Za-z0-9_.:/+=@-]*")) {
            throw new IllegalArgumentException("needs quoting: " + name);
          }
        });
    values.putAll(more);
    var text = new StringBuilder();
    values.forEach((name, value) -> text.append(name).append('=').append(value).append('\n'));
    Home.write(file, text.toString());
  }

  /** All values, in order of name. */
  public Map<String, String> all() {
    return Collections.unmodifiableMap(values);
  }
}
