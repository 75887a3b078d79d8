package dev.connectpos.e2e;

import static org.junit.jupiter.api.Assumptions.assumeTrue;

import com.microsoft.playwright.BrowserContext;
import com.microsoft.playwright.BrowserType;
import com.microsoft.playwright.Page;
import com.microsoft.playwright.Playwright;
import com.microsoft.playwright.options.ColorScheme;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.Optional;
import java.util.stream.Stream;

/** The machine's own Chromium, without a window. */
final class Browser implements AutoCloseable {
  private static final Path SCREENSHOTS =
      Path.of(System.getProperty("connect.module.dir", "."), "target", "screenshots");

  private final Playwright playwright;
  private final com.microsoft.playwright.Browser chromium;

  private Browser(Path executable) {
    // The driver would download browsers of its own.
    var options =
        new Playwright.CreateOptions().setEnv(Map.of("PLAYWRIGHT_SKIP_BROWSER_DOWNLOAD", "1"));
    playwright = Playwright.create(options);
    chromium =
        playwright
            .chromium()
            .launch(
                new BrowserType.LaunchOptions()
                    .setExecutablePath(executable)
                    .setArgs(
                        List.of(
                            "--no-sandbox", "--disable-gpu", "--disable-background-networking")));
  }

  /** Skips the test where there is no browser; {@code -Dconnect.e2e.browser=PATH} names one. */
  static Browser open() {
    Optional<Path> executable = executable();
    assumeTrue(
        executable.isPresent(),
        "no Chromium on this machine: install one (Debian: apt-get install chromium),"
            + " or name it with -Dconnect.e2e.browser=PATH");
    return new Browser(executable.orElseThrow());
  }

  private static Optional<Path> executable() {
    String named = System.getProperty("connect.e2e.browser");
    return named != null
        ? Optional.of(Path.of(named))
        : Stream.of("chromium", "chromium-browser", "google-chrome")
            .map(name -> Path.of("/usr/bin", name))
            .filter(Files::isExecutable)
            .findFirst();
  }

  /** A browser profile of its own: another shop's terminal. */
  BrowserContext profile(int width, int height) {
    return chromium.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setLocale("pt-BR"));
  }

  /** The same, of somebody who likes it dark. */
  BrowserContext darkProfile(int width, int height) {
    return chromium.newContext(
        new com.microsoft.playwright.Browser.NewContextOptions()
            .setViewportSize(width, height)
            .setColorScheme(ColorScheme.DARK)
            .setLocale("pt-BR"));
  }

  /** Keeps a picture for people to look at. */
  static void picture(Page page, String name) {
    page.screenshot(
        new Page.ScreenshotOptions().setPath(SCREENSHOTS.resolve(name + ".png")).setFullPage(true));
  }

  @Override
  public void close() {
    chromium.close();
    playwright.close();
  }
}
