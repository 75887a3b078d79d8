package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.InvariantReports.Touched;
import dev.connectpos.acquirer.domain.Invariant;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.EnumMap;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import org.jspecify.annotations.Nullable;

/**
 * Checks the money invariants all the time, and never reads a whole table for it. Each look takes
 *
 * <ol>
 *   <li>what money moved of since the look before, with a margin for transactions that commit late;
 *   <li>the next page of all there is, so that old money is looked at again and again;
 *   <li>what was broken before, so that it is told until it is mended.
 * </ol>
 *
 * <p>Every replica looks for itself and forgets with its process: it begins with the last hour, and
 * with the first page.
 */
@ApplicationScoped
public class Invariants {
  private static final int PAGE = 500;
  private static final int PAGES_OF_TOUCHED = 10;

  /** As many broken ones are kept in mind; more make no difference to anybody. */
  private static final int MOST = 1000;

  private static final Duration FIRST_WINDOW = Duration.ofHours(1);

  /** Longer than any transaction that moves money. */
  private static final Duration MARGIN = Duration.ofSeconds(70);

  /** As of the payments' own alarm. */
  private static final Duration OVERDUE = Duration.ofSeconds(30);

  private final InvariantReports reports;
  private final int inVain;
  private final Clock clock;
  private final Map<Invariant, Sight> sights = new EnumMap<>(Invariant.class);

  Invariants(InvariantReports reports, PaymentSettings settings, Clock clock) {
    this.reports = reports;
    this.inVain = settings.limits().adviceAlarm();
    this.clock = clock;
    for (Invariant invariant : Invariant.values()) {
      sights.put(invariant, new Sight(clock.instant()));
    }
  }

  /**
   * What is known of an invariant.
   *
   * @param broken its subjects that break it, at most 1000
   * @param checkedAt up to when all that moved was looked at; null before the first look
   */
  public record Finding(Invariant invariant, List<String> broken, @Nullable Instant checkedAt) {}

  /** Looks once. */
  @Transactional
  public void look(Invariant invariant) {
    Sight sight = sightOf(invariant);
    synchronized (sight) {
      Instant now = clock.instant();
      if (invariant == Invariant.NOTHING_IS_OVERDUE) {
        sight.saw(reports.overdue(now.minus(OVERDUE), inVain, MOST), now);
      } else {
        sight.look(invariant, now);
      }
    }
  }

  /** What is known of all, in order. */
  public List<Finding> findings() {
    return sights.keySet().stream().map(this::finding).toList();
  }

  /** What is known of one. */
  public Finding finding(Invariant invariant) {
    Sight sight = sightOf(invariant);
    return new Finding(invariant, List.copyOf(sight.broken), sight.checkedAt);
  }

  private Sight sightOf(Invariant invariant) {
    Sight sight = sights.get(invariant);
    if (sight == null) {
      throw new IllegalStateException("no sight of " + invariant);
    }
    return sight;
  }

  /** Where a look stands. */
  private final class Sight {
    private volatile Set<String> broken = Set.of();
    private volatile @Nullable Instant checkedAt;
    private Instant from;
    private String sweptTo = "";

    Sight(Instant now) {
      from = now.minus(FIRST_WINDOW);
    }

    void look(Invariant invariant, Instant now) {
      var subjects = new LinkedHashSet<>(broken);
      boolean all = touched(invariant, subjects, now);
      List<String> page = reports.after(invariant, sweptTo, PAGE);
      sweptTo = page.size() < PAGE ? "" : page.getLast();
      subjects.addAll(page);
      saw(reports.broken(invariant, subjects), all ? now : checkedAt);
    }

    /** False if so much moved that the next look has to go on. */
    private boolean touched(Invariant invariant, Set<String> subjects, Instant now) {
      for (int i = 0; i < PAGES_OF_TOUCHED; i++) {
        List<Touched> page = reports.touched(invariant, from, PAGE);
        page.forEach(one -> subjects.add(one.subject()));
        if (page.size() < PAGE) {
          from = now.minus(MARGIN);
          return true;
        }
        from = page.getLast().at();
      }
      return false;
    }

    void saw(List<String> found, @Nullable Instant at) {
      broken = new TreeSet<>(new ArrayList<>(found).subList(0, Math.min(found.size(), MOST)));
      checkedAt = at;
    }
  }
}
