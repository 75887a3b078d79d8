package dev.connectpos.local.process;

import java.io.IOException;
import java.io.RandomAccessFile;
import java.nio.charset.StandardCharsets;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.function.Predicate;
import java.util.regex.Pattern;

/** The line of a dead part's log that tells why it died. */
public final class LastWords {
  private static final int TAIL_BYTES = 64 * 1024;
  private static final int LINE_CHARS = 300;
  private static final Pattern FULL_DISK =
      Pattern.compile("No space left on device|Disk quota exceeded", Pattern.CASE_INSENSITIVE);
  private static final Pattern CAUSE = Pattern.compile("^Caused by: ");
  private static final Pattern ERROR =
      Pattern.compile("\\b(ERROR|FATAL|PANIC|OutOfMemoryError|Exception|Error)\\b");

  /** Another thread's end is not the end of the process. */
  private static final Pattern OTHER_THREAD = Pattern.compile("^Exception in thread \"(?!main\")");

  private static final Pattern FRAME = Pattern.compile("^\\s+at |^\\s*\\.\\.\\. \\d+ more");

  private LastWords() {}

  /**
   * The line that matters most: a full disk, else the innermost cause, else the last error, else
   * the last line.
   *
   * @param fromByte where the log of the process that died begins
   */
  public static String of(Path log, long fromByte) {
    List<String> lines =
        ofTheProcess(
            tail(log, fromByte)
                .lines()
                .filter(line -> !line.isBlank())
                .map(String::strip)
                .toList());
    if (lines.isEmpty()) {
      return "it said nothing; see " + log;
    }
    if (lines.stream().anyMatch(line -> FULL_DISK.matcher(line).find())) {
      return "the disk is full";
    }
    return shorten(
        last(lines, line -> CAUSE.matcher(line).find())
            .or(() -> last(lines, line -> ERROR.matcher(line).find()))
            .or(() -> last(lines, line -> true))
            .orElseThrow());
  }

  /** Without the stack traces of threads that ended alone. */
  private static List<String> ofTheProcess(List<String> lines) {
    var kept = new ArrayList<String>();
    boolean inTrace = false;
    for (String line : lines) {
      inTrace =
          OTHER_THREAD.matcher(line).find()
              || (inTrace && (isFrame(line) || CAUSE.matcher(line).find()));
      if (!inTrace) {
        kept.add(line);
      }
    }
    return kept;
  }

  private static boolean isFrame(String line) {
    return FRAME.matcher(" " + line).find();
  }

  private static Optional<String> last(List<String> lines, Predicate<String> matters) {
    return lines.stream().filter(line -> !isFrame(line)).filter(matters).reduce((_, next) -> next);
  }

  private static String shorten(String line) {
    String text = CAUSE.matcher(line).replaceFirst("");
    return text.length() <= LINE_CHARS ? text : text.substring(0, LINE_CHARS) + "…";
  }

  private static String tail(Path log, long fromByte) {
    try (var file = new RandomAccessFile(log.toFile(), "r")) {
      long start = Math.max(Math.min(fromByte, file.length()), file.length() - TAIL_BYTES);
      file.seek(start);
      var bytes = new byte[(int) (file.length() - start)];
      file.readFully(bytes);
      return new String(bytes, StandardCharsets.UTF_8);
    } catch (IOException e) {
      return "";
    }
  }
}
