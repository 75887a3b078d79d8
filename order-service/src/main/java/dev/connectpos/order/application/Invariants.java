package dev.connectpos.order.application;

import dev.connectpos.order.application.Captures.Captured;
import dev.connectpos.order.domain.Invariant;
import jakarta.enterprise.context.ApplicationScoped;
import java.time.Clock;
import java.time.Instant;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.Collection;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Checks the money invariants all the time, and never reads a whole table for it. Each look takes
 * the newest of what there is, the next page of all of it, so that what is old is looked at again
 * and again, and what was broken before, so that it is told until it is mended.
 *
 * <p>Captures and charges are held against each other from both sides. What moved within the last
 * minute is left for the next look: the log brings it.
 *
 * <p>Every replica looks for itself and forgets with its process.
 */
@ApplicationScoped
public class Invariants {
  private static final int PAGE = 200;

  /** As many broken ones are kept in mind; more make no difference to anybody. */
  private static final int MOST = 200;

  private final LookingUp lookingUp;
  private final Captures captures;
  private final Clock clock;
  private final Sight orders = new Sight();
  private final Sight charges = new Sight();
  private String acquirerSweptTo = "";

  Invariants(LookingUp lookingUp, Captures captures, Clock clock) {
    this.lookingUp = lookingUp;
    this.captures = captures;
    this.clock = clock;
  }

  /**
   * What is known of an invariant.
   *
   * @param broken orders or payments that break it, at most 200
   * @param checkedAt null before the first look
   */
  public record Finding(Invariant invariant, List<String> broken, @Nullable Instant checkedAt) {}

  /** What is known of both, in order. */
  public List<Finding> findings() {
    return Arrays.stream(Invariant.values()).map(this::finding).toList();
  }

  /** What is known of one. */
  public Finding finding(Invariant invariant) {
    return switch (invariant) {
      case PAID_WITHIN_AMOUNT -> orders.finding(invariant);
      case CAPTURES_ARE_CHARGES -> charges.finding(invariant);
    };
  }

  /** Looks at orders once. */
  public synchronized void lookAtOrders() {
    var subjects = new LinkedHashSet<>(orders.broken);
    subjects.addAll(lookingUp.in(reports -> reports.newestOrders(PAGE)));
    subjects.addAll(
        orders.page(after -> lookingUp.in(reports -> reports.ordersAfter(after, PAGE))));
    orders.saw(lookingUp.in(reports -> reports.overpaid(subjects)), clock.instant());
  }

  /**
   * Looks at charges once.
   *
   * @throws PeerUnreachableException if the acquirer does not answer; nothing is known anew then
   */
  public synchronized void lookAtCharges() {
    var subjects = new LinkedHashSet<>(charges.broken);
    subjects.addAll(lookingUp.in(reports -> reports.newestPayments(PAGE)));
    subjects.addAll(
        charges.page(after -> lookingUp.in(reports -> reports.paymentsAfter(after, PAGE))));
    var broken = new TreeSet<>(disagreeing(subjects));
    broken.addAll(disagreeing(captures.newest()));
    List<String> page = captures.after(acquirerSweptTo);
    broken.addAll(disagreeing(page));
    acquirerSweptTo = page.size() < Captures.PAGE ? "" : page.getLast();
    charges.saw(broken, clock.instant());
  }

  /** At most a page of them. */
  private List<String> disagreeing(Collection<String> payments) {
    if (payments.isEmpty()) {
      return List.of();
    }
    List<Captured> known = captures.captured(payments);
    var unknown = new LinkedHashSet<>(payments);
    known.forEach(one -> unknown.remove(one.paymentId()));
    var all = new ArrayList<Captured>();
    unknown.forEach(id -> all.add(new Captured(id, 0, false)));
    known.stream().filter(one -> !one.fresh()).forEach(all::add);
    return lookingUp.in(reports -> reports.disagreeing(all, clock.instant()));
  }

  /** Where a look stands. */
  private static final class Sight {
    private volatile Set<String> broken = Set.of();
    private volatile @Nullable Instant checkedAt;
    private String sweptTo = "";

    List<String> page(Function<String, List<String>> after) {
      List<String> page = after.apply(sweptTo);
      sweptTo = page.size() < PAGE ? "" : page.getLast();
      return page;
    }

    void saw(Collection<String> found, Instant at) {
      broken = found.stream().limit(MOST).collect(Collectors.toCollection(TreeSet::new));
      checkedAt = at;
    }

    Finding finding(Invariant invariant) {
      return new Finding(invariant, List.copyOf(broken), checkedAt);
    }
  }
}
