package dev.connectpos.order.application;

import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.function.Function;

/** One question to {@link InvariantReports}, in a transaction of its own. */
@ApplicationScoped
public class LookingUp {
  private final InvariantReports reports;

  LookingUp(InvariantReports reports) {
    this.reports = reports;
  }

  /** Asks. */
  @Transactional
  public <T> T in(Function<InvariantReports, T> question) {
    return question.apply(reports);
  }
}
