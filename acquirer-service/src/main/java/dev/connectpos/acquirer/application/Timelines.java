package dev.connectpos.acquirer.application;

import dev.connectpos.acquirer.application.AuditStore.Kept;
import dev.connectpos.acquirer.application.PaymentTimeline.Cause;
import dev.connectpos.acquirer.application.PaymentTimeline.Moment;
import dev.connectpos.acquirer.domain.PaymentId;
import jakarta.enterprise.context.ApplicationScoped;
import jakarta.transaction.Transactional;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;

/** A payment's life, told to operators. */
@ApplicationScoped
public class Timelines {
  /** Many times what any payment comes to. */
  private static final int LIMIT = 500;

  private final PaymentTimeline timeline;
  private final AuditStore audit;

  Timelines(PaymentTimeline timeline, AuditStore audit) {
    this.timeline = timeline;
    this.audit = audit;
  }

  /** Everything that was stated, with the operators who brought some of it about. */
  @Transactional
  public List<Moment> of(PaymentId id) {
    Map<UUID, Kept> deeds = new HashMap<>();
    audit.about(id.value(), LIMIT).forEach(kept -> deeds.put(kept.entry().id(), kept));
    return timeline.of(id, LIMIT).stream().map(moment -> byOperator(moment, deeds)).toList();
  }

  /** What was stated in the same instant as the operator's deed was done. */
  private static Moment byOperator(Moment moment, Map<UUID, Kept> deeds) {
    Cause cause = moment.cause();
    Kept kept = cause.causationId() == null ? null : deeds.get(cause.causationId());
    if (kept == null || !kept.entry().at().equals(moment.at())) {
      return moment;
    }
    var deed = kept.entry().deed();
    var details = new HashMap<>(moment.details());
    details.put("reason", deed.reason());
    details.put("reference", deed.reference());
    return new Moment(
        moment.at(),
        moment.event(),
        moment.version(),
        new Cause(deed.action(), cause.correlationId(), cause.causationId(), deed.actor()),
        details);
  }
}
