package dev.connectpos.e2e;

import static org.assertj.core.api.Assertions.assertThat;

import com.microsoft.playwright.Frame;
import java.io.IOException;
import java.io.InputStream;
import java.nio.charset.StandardCharsets;
import java.util.List;
import java.util.Objects;

/** What axe-core finds that keeps people out of a page. */
final class Accessibility {
  private static final String SERIOUS =
      """
      async () => {
        const { violations } = await axe.run(document, { iframes: false });
        return violations.filter(({ impact }) => ['serious', 'critical'].includes(impact))
          .flatMap(({ id, help, nodes }) => nodes.map(({ target, failureSummary }) =>
            `${id}: ${help}: ${target} ${failureSummary}`));
      }
      """;

  private Accessibility() {}

  /** Nothing serious and nothing critical. */
  static void check(Frame page) throws IOException {
    page.evaluate(script());
    Object found = page.evaluate(SERIOUS);
    assertThat((List<?>) found).isEmpty();
  }

  private static String script() throws IOException {
    try (InputStream in = Accessibility.class.getResourceAsStream("/axe.min.js")) {
      return new String(Objects.requireNonNull(in).readAllBytes(), StandardCharsets.UTF_8);
    }
  }
}
