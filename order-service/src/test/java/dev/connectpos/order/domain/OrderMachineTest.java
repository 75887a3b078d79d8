package dev.connectpos.order.domain;

import static org.assertj.core.api.Assertions.assertThat;

import dev.connectpos.testkit.Golden;
import java.nio.file.Path;
import java.util.ArrayDeque;
import java.util.Arrays;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.function.Function;
import java.util.function.Predicate;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/**
 * The machine as one table: state, command, and what comes of it, in the order of the types and of
 * the rejections. The words are those of {@link OrderWords}.
 */
final class OrderMachineTest {
  private static final String TABLE =
      """
      unplaced                                           | place                        | open + OrderPlaced
      unplaced                                           | place listed                 | open + OrderPlaced
      unplaced                                           | place on unknown terminal    | TERMINAL_UNKNOWN
      unplaced                                           | place on listed terminal     | TERMINAL_NOT_DIRECT
      unplaced                                           | place with descriptor        | SOFT_DESCRIPTOR_NOT_ALLOWED
      unplaced                                           | place to be held as estimate | PRE_AUTHORIZATION_NOT_ALLOWED
      unplaced                                           | place expiring at once       | EXPIRY_OUT_OF_BOUNDS
      unplaced                                           | place expiring late          | EXPIRY_OUT_OF_BOUNDS
      unplaced                                           | place without room           | TOO_MANY_OPEN_ORDERS
      unplaced                                           | sold standalone              | closed paid settled, captured + StandaloneSold + ChargePaid + OrderClosed
      unplaced                                           | sold standalone in dollars   | CURRENCY_DIFFERS
      unplaced                                           | held standalone              | open, held + StandaloneSold + ChargePending
      unplaced                                           | declined standalone          | ORDER_NOT_FOUND
      unplaced                                           | place online                 | open online, processing + OrderPlaced + ChargeCreated > AuthorizeOnline
      unplaced                                           | place online with descriptor | SOFT_DESCRIPTOR_NOT_ALLOWED
      unplaced                                           | place online, named too long | SOFT_DESCRIPTOR_TOO_LONG
      unplaced                                           | place online in cash         | closed paid settled, cash captured + OrderPlaced + ChargeCreated + ChargePaid + OrderClosed
      unplaced                                           | place online in cash to come | open online, unconfirmed + OrderPlaced + ChargeCreated
      unplaced                                           | ask                          | ORDER_NOT_FOUND
      unplaced                                           | authorized                   | ORDER_NOT_FOUND
      unplaced                                           | reversed                     | ORDER_NOT_FOUND
      unplaced                                           | declined                     | ORDER_NOT_FOUND
      unplaced                                           | confirmed                    | ORDER_NOT_FOUND
      unplaced                                           | captured                     | ORDER_NOT_FOUND
      unplaced                                           | capture refused              | ORDER_NOT_FOUND
      unplaced                                           | voided                       | ORDER_NOT_FOUND
      unplaced                                           | refunded 1000                | ORDER_NOT_FOUND
      unplaced                                           | cancel refused by rule       | ORDER_NOT_FOUND
      unplaced                                           | expired                      | ORDER_NOT_FOUND
      unplaced                                           | rest expired beside 1000     | ORDER_NOT_FOUND
      unplaced                                           | capture                      | ORDER_NOT_FOUND
      unplaced                                           | cancel                       | ORDER_NOT_FOUND
      unplaced                                           | retry                        | ORDER_NOT_FOUND
      unplaced                                           | cancel 3000 at terminal      | ORDER_NOT_FOUND
      unplaced                                           | note charge                  | ORDER_NOT_FOUND
      unplaced                                           | confirm cash                 | ORDER_NOT_FOUND
      unplaced                                           | try again                    | ORDER_NOT_FOUND
      unplaced                                           | add item                     | ORDER_NOT_FOUND
      unplaced                                           | replace item                 | ORDER_NOT_FOUND
      unplaced                                           | remove item                  | ORDER_NOT_FOUND
      unplaced                                           | remove all                   | ORDER_NOT_FOUND
      unplaced                                           | note                         | ORDER_NOT_FOUND
      unplaced                                           | shown                        | ORDER_NOT_FOUND
      unplaced                                           | started                      | ORDER_NOT_FOUND
      unplaced                                           | rejected                     | ORDER_NOT_FOUND
      unplaced                                           | close as paid                | ORDER_NOT_FOUND
      unplaced                                           | expire                       | ORDER_NOT_FOUND

      open                                               | place                        | already done
      open                                               | place without room           | already done
      open                                               | place otherwise              | ORDER_PLACED_WITH_DIFFERENT_CONTENTS
      open, held                                         | sold standalone              | open, captured + ChargePaid
      open                                               | authorized                   | open, authorized
      open                                               | in doubt                     | open, in doubt
      open                                               | reversing                    | open, reversing
      open, authorized                                   | authorized                   | already done
      open, in doubt                                     | authorized                   | open, authorized
      open, authorized                                   | reversing                    | open, reversing
      open, captured                                     | authorized                   | PAYMENT_ALREADY_CHARGED
      open, held                                         | reversing                    | PAYMENT_ALREADY_CHARGED
      open, declined                                     | authorized                   | PAYMENT_ALREADY_OVER
      open, reversed                                     | in doubt                     | PAYMENT_ALREADY_OVER
      open                                               | reversed                     | open, reversed + OrderUpdated
      open, reversing                                    | reversed                     | open, reversed + OrderUpdated
      open, reversed                                     | reversed                     | already done
      open, captured                                     | reversed                     | PAYMENT_ALREADY_CHARGED
      open, held                                         | reversed                     | PAYMENT_ALREADY_CHARGED
      open, declined                                     | reversed                     | PAYMENT_ALREADY_OVER
      open                                               | declined                     | open, declined + OrderPaymentFailed
      open, in doubt                                     | declined                     | open, declined + OrderPaymentFailed
      open, declined                                     | declined                     | already done
      open, captured                                     | declined                     | PAYMENT_ALREADY_CHARGED
      open, declined                                     | declined otherwise           | PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS
      open, reversed                                     | declined                     | PAYMENT_ALREADY_OVER

      open                                               | confirmed in dollars         | CURRENCY_DIFFERS
      open                                               | confirmed                    | open, held + ChargePending
      open, authorized                                   | confirmed                    | open, held + ChargePending
      open, reversed                                     | confirmed                    | open, held + ChargePending
      open, declined                                     | confirmed                    | open, held + ChargePending
      open, held                                         | confirmed                    | already done
      open, captured                                     | confirmed                    | already done
      open, released                                     | confirmed                    | already done
      open, held                                         | confirmed otherwise          | PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS

      open                                               | captured in dollars          | CURRENCY_DIFFERS
      open                                               | captured above authorized    | AMOUNTS_DO_NOT_ADD_UP
      open                                               | captured                     | open, captured + ChargePaid
      open, authorized                                   | captured                     | open, captured + ChargePaid
      open, in doubt                                     | captured                     | open, captured + ChargePaid
      open, reversing                                    | captured                     | open, captured + ChargePaid
      open, reversed                                     | captured                     | open, captured + ChargePaid
      open, declined                                     | captured                     | open, captured + ChargePaid
      open                                               | captured in part             | open, captured in part + ChargePaid
      open                                               | captured too much            | open, captured too much + ChargePaid, excess 2000 + ChargeOverpaid
      open, held                                         | captured                     | open, captured + ChargePaid
      open, held, capture 3000 asked                     | captured as asked            | open, captured + ChargePaid
      open, held                                         | captured 1000 as asked       | open, captured 1000 of 3000 + ChargePaid + ChargeUnderpaid
      open, held, capture 3000 asked                     | captured 1000 of more        | open, captured 1000, 2000 held + ChargePaid
      open, captured 1000, 2000 held                     | captured 500 more            | open, captured 1500, 1500 held + ChargePaid
      open, captured 1000, 2000 held                     | captured 500 more, final     | open, captured 1500 of 3000 + ChargePaid + ChargeUnderpaid
      open, captured 1000, 2000 held, capture 2000 asked | captured 2000 more           | open, captured + ChargePaid
      open, captured 1000, 2000 held                     | captured 1000 of more        | already done
      open, captured 1000, 2000 held                     | captured                     | AMOUNTS_DO_NOT_ADD_UP
      open                                               | captured 1000 of more        | PAYMENT_NOT_CHARGED
      open, held                                         | captured 2000 more           | AMOUNTS_DO_NOT_ADD_UP
      open, captured                                     | captured                     | already done
      open, voided                                       | captured                     | already done
      open, refunded 1000                                | captured                     | already done
      open, captured                                     | captured in part             | PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS
      open, released                                     | captured                     | CHARGE_CANNOT_CHANGE_SO
      open, expired                                      | captured                     | CHARGE_CANNOT_CHANGE_SO

      open                                               | capture refused              | PAYMENT_NOT_CHARGED
      open, authorized                                   | capture refused              | PAYMENT_NOT_CHARGED
      open, held, capture 3000 asked                     | capture refused              | open, held, refused by rule + ChargeUpdated
      open, held                                         | capture refused              | already done
      open, declined                                     | voided                       | PAYMENT_NOT_CHARGED
      open, held                                         | voided                       | open, released + ChargeRefunded
      open, held, cancel 3000 asked                      | voided as asked              | open, released + ChargeRefunded
      open, captured                                     | voided                       | open, voided + ChargeRefunded
      open, captured, cancel 3000 asked                  | voided as asked              | open, voided + ChargeRefunded
      open, captured, refused by network                 | voided as asked              | open, voided + ChargeRefunded
      open, voided                                       | voided                       | already done
      open, released                                     | voided                       | already done
      open, held                                         | voided in part               | AMOUNTS_DO_NOT_ADD_UP
      open, captured                                     | voided in part               | AMOUNTS_DO_NOT_ADD_UP
      open, refunded 1000                                | voided                       | AMOUNTS_DO_NOT_ADD_UP
      open, refunded                                     | voided                       | CHARGE_CANNOT_CHANGE_SO
      open, expired                                      | voided                       | CHARGE_CANNOT_CHANGE_SO
      open, reversed                                     | refunded 1000                | PAYMENT_NOT_CHARGED
      open, captured                                     | refunded 1000                | open, refunded 1000 + ChargePartiallyCanceled
      open, captured, cancel 1000 asked                  | refunded 1000 as asked       | open, refunded 1000 + ChargePartiallyCanceled
      open, captured                                     | refunded at once             | open, refunded + ChargeRefunded
      open, refunded 1000                                | refunded 1000                | already done
      open, refunded 1000                                | refunded the rest            | open, refunded + ChargeRefunded
      open, refunded                                     | refunded the rest            | already done
      open, captured                                     | refunded the rest            | AMOUNTS_DO_NOT_ADD_UP
      open, captured                                     | refunded too much            | AMOUNTS_DO_NOT_ADD_UP
      open, refunded                                     | refunded too much            | CHARGE_CANNOT_CHANGE_SO
      open, held                                         | refunded 1000                | CHARGE_CANNOT_CHANGE_SO
      open, voided                                       | refunded 1000                | CHARGE_CANNOT_CHANGE_SO
      open, released                                     | refunded 1000                | CHARGE_CANNOT_CHANGE_SO
      open, expired                                      | refunded 1000                | CHARGE_CANNOT_CHANGE_SO
      open                                               | cancel refused by rule       | PAYMENT_NOT_CHARGED
      open, captured, cancel 3000 asked                  | cancel refused by rule       | open, captured, refused by rule + ChargeUpdated
      open, captured, cancel 3000 asked                  | cancel refused by network    | open, captured, refused by network + ChargeUpdated
      open, captured                                     | cancel refused by rule       | already done
      open, captured                                     | cancel refused by network    | open, captured + ChargeUpdated
      open, captured, refused by network                 | cancel refused by network    | already done
      open                                               | expired                      | PAYMENT_NOT_CHARGED
      open, held                                         | expired                      | open, expired + ChargeExpired
      open, expired                                      | expired                      | already done
      open, captured                                     | expired                      | CHARGE_CANNOT_CHANGE_SO
      open, voided                                       | expired                      | CHARGE_CANNOT_CHANGE_SO
      open, refunded                                     | expired                      | CHARGE_CANNOT_CHANGE_SO
      open, released                                     | expired                      | CHARGE_CANNOT_CHANGE_SO
      open, captured 1000, 2000 held                     | voided                       | AMOUNTS_DO_NOT_ADD_UP
      open, captured 1000, 2000 held                     | voided in part               | open, voided + ChargeRefunded
      open, captured 1000, 2000 held                     | refunded 500                 | open, refunded 500 of 1000, 2000 held + ChargePartiallyCanceled
      open, captured 1000, 2000 held                     | refunded 1000                | open, refunded + ChargeRefunded
      open, captured 1000, 2000 held                     | expired                      | CHARGE_CANNOT_CHANGE_SO
      open, captured 1000, 2000 held                     | rest expired beside 1000     | open, captured 1000 of 3000 + ChargeUnderpaid
      open, captured 1000, 2000 held                     | rest expired beside 3000     | AMOUNTS_DO_NOT_ADD_UP
      open, captured 1000 of 3000                        | rest expired beside 1000     | already done
      open, captured                                     | rest expired beside 1000     | CHARGE_CANNOT_CHANGE_SO
      open, held                                         | rest expired beside 1000     | CHARGE_CANNOT_CHANGE_SO
      open, authorized                                   | rest expired beside 1000     | PAYMENT_NOT_CHARGED

      open                                               | capture                      | CHARGE_NOT_FOUND
      open, authorized                                   | cancel                       | CHARGE_NOT_FOUND
      open, captured                                     | cancel unknown charge        | CHARGE_NOT_FOUND
      open, held                                         | capture                      | open, held, capture 3000 asked > CapturePayment
      open, held                                         | capture 1000                 | open, held, capture 1000 asked > CapturePayment
      open, held                                         | capture 5000                 | AMOUNT_ABOVE_AUTHORIZED
      open, held                                         | capture 1000 of more         | open, held, capture 1000 asked > CapturePayment
      open, captured 1000, 2000 held                     | capture once more            | open, captured 1000, 2000 held, capture 2000 asked > CapturePayment
      open, captured 1000, 2000 held                     | capture 1000 of more         | already done
      open, captured 1000, 2000 held                     | cancel once more             | open, captured 1000, 2000 held, cancel 1000 asked > CancelPayment
      open, captured 1000, 2000 held, capture 2000 asked | cancel                       | already done
      open, captured 1000, 2000 held, capture 2000 asked | cancel 3000 at terminal      | already done
      open, held, capture 3000 asked                     | capture                      | already done
      open, held, capture 3000 asked                     | capture once more            | CAPTURE_PENDING
      open, held, cancel 3000 asked                      | capture once more            | CANCELLATION_PENDING
      open, captured                                     | capture                      | CHARGE_ALREADY_CAPTURED
      open, released                                     | capture                      | CHARGE_ALREADY_CANCELED
      open, expired                                      | capture                      | CHARGE_ALREADY_CANCELED
      open, held                                         | cancel                       | open, held, cancel 3000 asked > CancelPayment
      open, held                                         | cancel 1000                  | PARTIAL_RELEASE_NOT_ALLOWED
      open, held, capture 3000 asked                     | cancel once more             | CAPTURE_PENDING
      open, held, cancel 3000 asked                      | cancel                       | already done
      open, held, cancel 3000 asked                      | cancel once more             | CANCELLATION_PENDING
      open, captured                                     | cancel                       | open, captured, cancel 3000 asked > CancelPayment
      open, captured                                     | cancel 1000                  | open, captured, cancel 1000 asked > CancelPayment
      open, captured                                     | cancel 5000                  | AMOUNT_ABOVE_WHAT_IS_LEFT
      open, captured 1000 of 3000                        | cancel once more             | open, captured 1000 of 3000, cancel 1000 asked > CancelPayment
      open, captured, cancel 1000 asked                  | cancel 1000                  | already done
      open, captured, cancel 1000 asked                  | cancel once more             | open, captured, cancel 1000 asked, cancel 2000 asked > CancelPayment
      open, captured, cancel 3000 asked                  | cancel once more             | AMOUNT_ABOVE_WHAT_IS_LEFT
      open, captured, refused by rule                    | cancel once more             | open, captured, refused by rule, cancel 3000 asked > CancelPayment
      open, refunded 1000                                | cancel                       | open, refunded 1000, cancel 2000 asked > CancelPayment
      open, refunded                                     | cancel                       | CHARGE_ALREADY_CANCELED
      open, voided                                       | cancel                       | CHARGE_ALREADY_CANCELED
      open, captured                                     | retry                        | NOTHING_TO_RETRY
      open, captured, cancel 3000 asked                  | retry                        | NOTHING_TO_RETRY
      open, captured, refused by rule                    | retry                        | NOTHING_TO_RETRY
      open, captured, refused by network                 | retry                        | open, captured, cancel 3000 asked > RetryCancellation
      open, held, refused by network                     | retry                        | open, held, cancel 3000 asked > RetryCancellation
      open, voided                                       | retry                        | CHARGE_ALREADY_CANCELED
      open, captured                                     | note charge                  | open, captured, noted + ChargeUpdated

      open                                               | cancel 3000 at terminal      | open + CancellationRefused, not_found
      open, authorized                                   | cancel 3000 at terminal      | open, authorized + CancellationRefused, not_found
      open, captured                                     | cancel another sale at terminal | open, captured + CancellationRefused, not_found
      open, captured                                     | cancel 3000 at terminal      | open, captured, cancel at terminal 3000 asked > CancelPayment
      open, held                                         | cancel 3000 at terminal      | open, held, cancel at terminal 3000 asked > CancelPayment
      open, captured, cancel at terminal 3000 asked      | cancel 3000 at terminal      | already done
      open, captured, cancel at terminal 3000 asked      | cancel once more             | AMOUNT_ABOVE_WHAT_IS_LEFT
      open, captured, cancel at terminal 3000 asked      | voided as asked              | open, voided + ChargeRefunded
      open, captured, cancel at terminal 3000 asked      | cancel refused by network    | open, captured, refused by network + ChargeUpdated
      open, refunded 1000                                | cancel 2000 at terminal      | open, refunded 1000, cancel at terminal 2000 asked > CancelPayment
      open, refunded 1000                                | cancel 3000 at terminal      | open, refunded 1000 + CancellationRefused, amount_mismatch
      open, captured                                     | cancel 2000 at terminal      | open, captured + CancellationRefused, amount_mismatch
      open, held                                         | cancel 2000 at terminal      | open, held + CancellationRefused, amount_mismatch
      open, voided                                       | cancel 3000 at terminal      | open, voided + CancellationRefused, nothing_left
      open, refunded                                     | cancel 3000 at terminal      | open, refunded + CancellationRefused, nothing_left
      open, released                                     | cancel 3000 at terminal      | open, released + CancellationRefused, nothing_left
      open, expired                                      | cancel 3000 at terminal      | open, expired + CancellationRefused, nothing_left
      open charges, captured                             | cancel 3000 at terminal      | open charges, captured + CancellationRefused, not_found
      open charges, cash captured                        | cancel 3000 at terminal      | open charges, cash captured + CancellationRefused, not_found

      open                                               | add item                     | open of 4000 + OrderUpdated
      open empty                                         | add item                     | open of 1000 + OrderUpdated
      open                                               | add dear item                | ORDER_TOO_LARGE
      open, authorized                                   | add item                     | PAYMENT_IN_PROGRESS
      open, captured                                     | add item                     | open of 4000, captured + OrderUpdated
      open                                               | replace item                 | open of 4010 + OrderUpdated
      open                                               | replace unknown item         | ITEM_NOT_FOUND
      open, captured                                     | replace item cheaply         | AMOUNT_BELOW_PAID
      open, held                                         | replace item cheaply         | AMOUNT_BELOW_PAID
      open, reversed                                     | replace item cheaply         | open of 1011, reversed + OrderUpdated
      open                                               | remove item                  | open of 1010 + OrderUpdated
      open                                               | remove unknown item          | ITEM_NOT_FOUND
      open with one item                                 | remove item                  | LAST_ITEM
      open, in doubt                                     | remove item                  | PAYMENT_IN_PROGRESS
      open                                               | remove all                   | open of 0 + OrderUpdated
      open empty                                         | remove all                   | already done
      open, captured in part                             | remove all                   | AMOUNT_BELOW_PAID
      open                                               | note                         | open noted + OrderUpdated
      open                                               | note the same                | already done
      open, reversing                                    | note                         | PAYMENT_IN_PROGRESS

      open                                               | shown                        | open [shown]
      open [shown]                                       | shown                        | already done
      open [rejected]                                    | shown                        | open [shown]
      open [authorizing]                                 | shown                        | already done
      open [shown]                                       | started                      | open [authorizing]
      open, authorized                                   | started                      | already done
      open [approved], voided                            | shown                        | open [shown], voided
      open [approved], captured                          | shown                        | already done
      open [shown]                                       | rejected                     | open [rejected] + OrderUpdated
      open [rejected]                                    | rejected                     | already done
      open, authorized                                   | rejected                     | already done
      open [approved], captured                          | rejected                     | already done
      open, declined                                     | rejected                     | open [rejected], declined + OrderUpdated
      open [approved], voided                            | rejected                     | open [rejected], voided + OrderUpdated

      open, captured                                     | close as paid                | closed paid, captured + OrderClosed
      open, captured too much                            | close as paid                | closed paid, captured too much + OrderClosed
      open, captured 1000 of 3000                        | close as paid                | closed paid, captured 1000 of 3000 + OrderClosed
      open empty, captured                               | close as paid                | closed paid of 0, captured + OrderClosed
      open                                               | close as canceled            | closed canceled + OrderClosed
      open                                               | close as failed              | closed failed + OrderClosed
      open, declined                                     | close as failed              | closed failed, declined + OrderClosed
      open, reversed                                     | close as canceled            | closed canceled, reversed + OrderClosed
      open, voided                                       | close as canceled            | closed canceled, voided + OrderClosed
      open, authorized                                   | close as paid                | PAYMENT_IN_PROGRESS
      open, in doubt                                     | close as canceled            | PAYMENT_IN_PROGRESS
      open, reversing                                    | close as failed              | PAYMENT_IN_PROGRESS
      open                                               | close as paid                | ORDER_NOT_FULLY_PAID
      open empty                                         | close as paid                | ORDER_NOT_FULLY_PAID
      open, declined                                     | close as paid                | ORDER_NOT_FULLY_PAID
      open, held                                         | close as paid                | ORDER_NOT_FULLY_PAID
      open, voided                                       | close as paid                | ORDER_NOT_FULLY_PAID
      open, refunded 1000                                | close as paid                | ORDER_NOT_FULLY_PAID
      open, captured in part                             | close as paid                | ORDER_NOT_FULLY_PAID
      open, captured                                     | close as canceled            | ORDER_HAS_PAYMENTS
      open, held                                         | close as canceled            | ORDER_HAS_PAYMENTS
      open, captured in part                             | close as failed              | ORDER_HAS_PAYMENTS
      open                                               | expire                       | ORDER_NOT_DUE
      open expiring                                      | expire early                 | ORDER_NOT_DUE
      open expiring                                      | expire                       | closed canceled expired + OrderClosed
      open expiring, captured in part                    | expire                       | closed failed expired, captured in part + OrderClosed
      open expiring, captured                            | expire                       | closed paid expired, captured + OrderClosed
      open expiring, voided                              | expire                       | closed canceled expired, voided + OrderClosed
      open expiring, authorized                          | expire                       | PAYMENT_IN_PROGRESS
      open expiring, held                                | expire                       | PAYMENT_IN_PROGRESS

      open                                               | ask                          | ORDER_PAID_ON_TERMINALS
      open online, processing                            | ask                          | already done
      open online, processing                            | ask otherwise                | CHARGE_HAS_NOT_FAILED
      open online, processing                            | ask 2000 more                | ORDER_ALREADY_CLOSED
      open charges                                       | ask                          | open charges, processing + ChargeCreated > AuthorizeOnline
      open charges                                       | ask with descriptor          | SOFT_DESCRIPTOR_NOT_ALLOWED
      open charges                                       | ask in dollars               | CURRENCY_DIFFERS
      open charges                                       | ask 5000                     | AMOUNT_ABOVE_WHAT_IS_OWED
      open charges, processing                           | ask 2000 more                | AMOUNT_ABOVE_WHAT_IS_OWED
      open charges, captured                             | ask 2000 more                | AMOUNT_ABOVE_WHAT_IS_OWED
      open charges, held                                 | ask 2000 more                | AMOUNT_ABOVE_WHAT_IS_OWED
      open charges, unconfirmed                          | ask 2000 more                | AMOUNT_ABOVE_WHAT_IS_OWED
      open charges, failed                               | ask 2000 more                | open charges, failed, processing + ChargeCreated > AuthorizeOnline
      open charges                                       | ask cash                     | open charges, unconfirmed + ChargeCreated
      open charges                                       | ask cash confirmed           | open charges, cash captured + ChargeCreated + ChargePaid

      open charges, processing                           | authorized                   | already done
      open charges, processing                           | in doubt                     | open charges, processing in doubt + ChargeProcessing
      open charges, processing in doubt                  | in doubt                     | already done
      open charges, failed                               | in doubt                     | PAYMENT_ALREADY_OVER
      open charges, failed                               | authorized                   | PAYMENT_ALREADY_OVER
      open charges, captured                             | in doubt                     | PAYMENT_ALREADY_CHARGED
      open charges, processing                           | reversing                    | open charges, processing in doubt + ChargeProcessing
      open charges, processing in doubt                  | reversing                    | already done
      open charges, processing in doubt                  | reversed                     | open charges, undone + ChargeFailed
      open charges, processing in doubt                  | try again                    | CHARGE_HAS_NOT_FAILED
      open charges, undone                               | reversing                    | PAYMENT_ALREADY_OVER
      open charges, undone                               | reversed                     | already done
      open charges, processing                           | reversed                     | open charges, undone + ChargeFailed
      open charges, captured                             | reversed                     | PAYMENT_ALREADY_CHARGED
      open charges, unconfirmed                          | reversed                     | PAYMENT_ALREADY_CHARGED
      open charges, failed                               | reversed                     | PAYMENT_ALREADY_OVER
      open charges, processing                           | declined                     | open charges, failed + ChargeFailed
      open charges, processing in doubt                  | declined                     | open charges, failed + ChargeFailed
      open charges, failed                               | declined                     | already done
      open charges, failed                               | declined otherwise           | PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS
      open charges, undone                               | declined                     | PAYMENT_ALREADY_OVER
      open charges, processing                           | confirmed                    | open charges, held + ChargePending
      open charges, processing in doubt                  | confirmed                    | open charges, held + ChargePending
      open charges, failed                               | confirmed                    | open charges, held + ChargePending
      open charges, held                                 | confirmed                    | already done
      open charges, unconfirmed                          | confirmed                    | PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS
      open charges, processing                           | captured                     | open charges, captured + ChargePaid
      open charges, failed                               | captured                     | open charges, captured + ChargePaid
      open charges, held                                 | captured                     | open charges, captured + ChargePaid
      open charges, captured                             | captured                     | already done
      open charges, unconfirmed                          | captured                     | PAYMENT_NOT_CHARGED
      open charges, processing                           | voided                       | PAYMENT_NOT_CHARGED
      open charges, failed                               | refunded 1000                | PAYMENT_NOT_CHARGED
      open charges, processing                           | expired                      | PAYMENT_NOT_CHARGED
      open charges, captured                             | voided                       | open charges, voided + ChargeRefunded

      open charges, processing                           | capture                      | PAYMENT_IN_PROGRESS
      open charges, processing                           | cancel                       | PAYMENT_IN_PROGRESS
      open charges, failed                               | capture                      | CHARGE_HAS_FAILED
      open charges, failed                               | cancel                       | CHARGE_HAS_FAILED
      open charges, held                                 | capture                      | open charges, held, capture 3000 asked > CapturePayment
      open charges, held                                 | cancel                       | open charges, held, cancel 3000 asked > CancelPayment
      open charges, captured                             | cancel 1000                  | open charges, captured, cancel 1000 asked > CancelPayment
      open charges, unconfirmed                          | capture                      | CHARGE_IS_CASH
      open charges, unconfirmed                          | cancel                       | open charges, cash released + ChargeRefunded
      open charges, unconfirmed                          | cancel 1000                  | PARTIAL_RELEASE_NOT_ALLOWED
      open charges, cash captured                        | cancel 1000                  | open charges, cash refunded 1000 + ChargePartiallyCanceled
      open charges, cash captured                        | cancel                       | open charges, cash refunded + ChargeRefunded
      open charges, cash captured                        | cancel 5000                  | AMOUNT_ABOVE_WHAT_IS_LEFT
      open charges, cash refunded                        | cancel once more             | CHARGE_ALREADY_CANCELED
      open charges, cash refunded                        | cancel                       | already done
      open charges, processing                           | confirm cash                 | CHARGE_IS_NOT_CASH
      open charges, unconfirmed                          | confirm cash                 | open charges, cash captured + ChargePaid
      open charges, unconfirmed                          | confirm 1000 in cash         | CASH_AMOUNT_DIFFERS
      open charges, cash captured                        | confirm cash                 | already done
      open charges, cash captured                        | confirm cash otherwise       | CHARGE_ALREADY_CAPTURED
      open charges, cash released                        | confirm cash                 | CHARGE_ALREADY_CANCELED
      open charges, unconfirmed                          | retry                        | CHARGE_IS_CASH
      open charges, cash refunded 1000                   | retry                        | CHARGE_IS_CASH
      open charges, cash refunded                        | retry                        | CHARGE_IS_CASH
      open charges, saved failed                         | try again                    | open charges, declined, processing + ChargeUpdated > AuthorizeOnline
      open charges, saved undone                         | try again                    | open charges, reversed, processing + ChargeUpdated > AuthorizeOnline
      open charges, declined, processing                 | try again                    | already done
      open charges, declined, failed                     | decline the other            | already done
      open charges, failed                               | try again                    | CARD_NOT_SAVED
      open charges, processing                           | try again                    | CHARGE_HAS_NOT_FAILED
      open charges, unconfirmed                          | try again                    | CHARGE_IS_CASH
      open charges, processing                           | add item                     | PAYMENT_IN_PROGRESS
      open charges, unconfirmed                          | replace item cheaply         | AMOUNT_BELOW_PAID
      open online, held                                  | add item                     | ORDER_ALREADY_CLOSED
      open charges, processing                           | close as canceled            | PAYMENT_IN_PROGRESS
      open charges, unconfirmed                          | close as canceled            | closed canceled, cash released + ChargeRefunded + OrderClosed
      open charges, failed                               | close as failed              | closed failed, failed + OrderClosed
      open charges, captured                             | close as paid                | closed paid, captured + OrderClosed

      open online, processing                            | captured                     | closed paid settled, captured + ChargePaid + OrderClosed
      open online, processing                            | declined                     | closed failed settled, failed + ChargeFailed + OrderClosed
      open online, processing                            | reversing                    | open online, processing in doubt + ChargeProcessing
      open online, processing in doubt                   | reversed                     | closed failed settled, undone + ChargeFailed + OrderClosed
      open online, processing                            | in doubt                     | open online, processing in doubt + ChargeProcessing
      open online, processing                            | confirmed                    | open online, held + ChargePending
      open online, held                                  | captured                     | closed paid settled, captured + ChargePaid + OrderClosed
      open online, held                                  | voided                       | closed canceled settled, released + ChargeRefunded + OrderClosed
      open online, held                                  | expired                      | closed canceled settled, expired + ChargeExpired + OrderClosed
      open online, held                                  | captured 1000 of more        | open online, captured 1000, 2000 held + ChargePaid
      open online, captured 1000, 2000 held              | rest expired beside 1000     | closed paid settled, captured 1000 of 3000 + ChargeUnderpaid + OrderClosed
      open online, held                                  | capture                      | open online, held, capture 3000 asked > CapturePayment
      open online, unconfirmed                           | confirm cash                 | closed paid settled, cash captured + ChargePaid + OrderClosed
      open online, unconfirmed                           | cancel                       | closed canceled settled, cash released + ChargeRefunded + OrderClosed
      open online, captured 1000, processing             | decline the other            | closed failed settled, captured 1000, failed 2000 + ChargeFailed + OrderClosed
      open online, captured 1000, processing             | capture the other            | closed paid settled, captured 1000, captured 2000 + ChargePaid + OrderClosed
      open online, failed 1000, processing               | capture the other            | closed failed settled, failed 1000, captured 2000 + ChargePaid + OrderClosed
      open online, held                                  | close as canceled            | ORDER_HAS_PAYMENTS

      closed paid, captured                              | place                        | already done
      closed canceled                                    | place otherwise              | ORDER_PLACED_WITH_DIFFERENT_CONTENTS
      closed paid, captured                              | sold standalone              | already done
      closed canceled                                    | authorized                   | closed canceled, authorized
      closed canceled, authorized                        | authorized                   | already done
      closed paid, captured                              | authorized                   | PAYMENT_ALREADY_CHARGED
      closed failed, declined                            | in doubt                     | PAYMENT_ALREADY_OVER
      closed canceled, authorized                        | reversed                     | closed canceled, reversed
      closed canceled, reversed                          | reversed                     | already done
      closed paid, captured                              | reversed                     | PAYMENT_ALREADY_CHARGED
      closed failed, declined                            | reversed                     | PAYMENT_ALREADY_OVER
      closed canceled, authorized                        | declined                     | closed canceled, declined + OrderPaymentFailed
      closed failed, declined                            | declined                     | already done
      closed paid, captured                              | declined                     | PAYMENT_ALREADY_CHARGED
      closed failed, declined                            | declined otherwise           | PAYMENT_DECLINED_WITH_DIFFERENT_CONTENTS
      closed paid                                        | confirmed                    | closed paid, held + ChargePending
      closed canceled                                    | confirmed                    | closed canceled, held, cancel 3000 asked + ChargePending > CancelPayment
      closed failed, reversed                            | confirmed                    | closed failed, held, cancel 3000 asked + ChargePending > CancelPayment
      closed failed expired                              | confirmed                    | closed failed expired, held + ChargePending
      closed canceled                                    | captured in dollars          | CURRENCY_DIFFERS
      closed canceled                                    | captured                     | closed canceled, captured, cancel 3000 asked + ChargePaid > CancelPayment
      closed canceled expired                            | captured                     | closed canceled expired, captured, cancel 3000 asked + ChargePaid > CancelPayment
      closed failed expired, declined                    | captured                     | closed failed expired, captured + ChargePaid
      closed paid                                        | captured too much            | closed paid, captured too much + ChargePaid, excess 2000 + ChargeOverpaid
      closed canceled, authorized                        | captured                     | closed canceled, captured, cancel 3000 asked + ChargePaid > CancelPayment
      closed failed, reversed                            | captured                     | closed failed, captured, cancel 3000 asked + ChargePaid > CancelPayment
      closed canceled, held                              | captured as asked            | closed canceled, captured, cancel 3000 asked + ChargePaid > CancelPayment
      closed canceled, held, cancel 3000 asked           | captured                     | closed canceled, captured, cancel 3000 asked + ChargePaid
      closed paid, captured                              | captured                     | already done
      closed canceled, captured                          | captured                     | already done
      closed paid, captured                              | captured too much            | PAYMENT_CHARGED_WITH_DIFFERENT_CONTENTS
      closed canceled                                    | capture refused              | PAYMENT_NOT_CHARGED
      closed paid, held, capture 3000 asked              | capture refused              | closed paid, held, refused by rule + ChargeUpdated
      closed paid, captured                              | voided                       | closed paid, voided + ChargeRefunded
      closed canceled, captured, cancel 3000 asked       | voided as asked              | closed canceled, voided + ChargeRefunded
      closed paid, captured                              | refunded 1000                | closed paid, refunded 1000 + ChargePartiallyCanceled
      closed paid, refunded 1000                         | refunded the rest            | closed paid, refunded + ChargeRefunded
      closed canceled, captured, cancel 3000 asked       | cancel refused by network    | closed canceled, captured, refused by network + ChargeUpdated
      closed failed expired, held                        | expired                      | closed failed expired, expired + ChargeExpired
      closed paid, captured 1000, 2000 held              | rest expired beside 1000     | closed paid, captured 1000 of 3000 + ChargeUnderpaid
      closed canceled, captured 1000, 2000 held          | captured 500 more            | closed canceled, captured 1500, 1500 held, cancel 1500 asked + ChargePaid > CancelPayment
      closed paid, captured                              | capture                      | CHARGE_ALREADY_CAPTURED
      closed paid, captured                              | cancel 1000                  | closed paid, captured, cancel 1000 asked > CancelPayment
      closed canceled, captured, refused by network      | retry                        | closed canceled, captured, cancel 3000 asked > RetryCancellation
      closed paid, captured                              | cancel 3000 at terminal      | closed paid, captured, cancel at terminal 3000 asked > CancelPayment
      closed paid, voided                                | cancel 3000 at terminal      | closed paid, voided + CancellationRefused, nothing_left
      closed canceled, captured, cancel 3000 asked       | cancel 3000 at terminal      | already done
      closed paid, captured                              | note charge                  | closed paid, captured, noted + ChargeUpdated
      closed canceled                                    | add item                     | ORDER_ALREADY_CLOSED
      closed paid, captured                              | replace item                 | ORDER_ALREADY_CLOSED
      closed failed                                      | remove item                  | ORDER_ALREADY_CLOSED
      closed failed                                      | remove all                   | ORDER_ALREADY_CLOSED
      closed paid, captured                              | note                         | ORDER_ALREADY_CLOSED
      closed canceled                                    | shown                        | already done
      closed canceled                                    | started                      | already done
      closed canceled                                    | rejected                     | already done
      closed paid, captured                              | close as paid                | already done
      closed canceled                                    | close as canceled            | already done
      closed failed, declined                            | close as failed              | already done
      closed paid, captured                              | close as canceled            | ORDER_CLOSED_WITH_DIFFERENT_STATUS
      closed canceled, authorized                        | close as paid                | ORDER_CLOSED_WITH_DIFFERENT_STATUS
      closed paid, captured                              | expire                       | already done

      closed canceled                                    | ask                          | ORDER_ALREADY_CLOSED
      closed paid settled, captured                      | ask                          | already done
      closed canceled settled, cash released             | confirm cash                 | CHARGE_ALREADY_CANCELED
      closed paid settled, cash captured                 | confirm cash                 | already done
      closed canceled, captured                          | confirm cash                 | CHARGE_IS_NOT_CASH
      closed failed settled, saved failed                | try again                    | ORDER_ALREADY_CLOSED
      closed failed settled, failed                      | captured                     | closed failed settled, captured, cancel 3000 asked + ChargePaid > CancelPayment
      closed failed settled, undone                      | confirmed                    | closed failed settled, held, cancel 3000 asked + ChargePending > CancelPayment
      closed paid settled, failed                        | captured                     | closed paid settled, captured + ChargePaid
      closed failed settled, held                        | captured                     | closed failed settled, captured + ChargePaid
      closed failed settled, captured 1000, refused by rule, failed 2000 | retry                        | NOTHING_TO_RETRY
      closed failed settled, captured 1000, refused by network, failed 2000 | retry                        | closed failed settled, captured 1000, cancel 1000 asked, failed 2000 > RetryCancellation
      closed failed settled, failed                      | declined                     | already done
      closed paid settled, captured                      | cancel 1000                  | closed paid settled, captured, cancel 1000 asked > CancelPayment
      closed paid settled, captured                      | refunded at once             | closed paid settled, refunded + ChargeRefunded
      closed paid settled, cash captured                 | cancel                       | closed paid settled, cash refunded + ChargeRefunded
      """;

  record Row(String state, String command, String decision) {

    OrderCommand toCommand() {
      return OrderWords.command(command);
    }

    Decision decide() {
      return OrderMachine.decide(OrderWords.state(state), toCommand());
    }
  }

  static List<Row> rows() {
    return TABLE
        .lines()
        .filter(line -> !line.isBlank())
        .map(line -> line.split("\\|", 3))
        .map(cells -> new Row(cells[0].strip(), cells[1].strip(), cells[2].strip()))
        .toList();
  }

  @ParameterizedTest
  @MethodSource("rows")
  void decidesAsTheTableSays(Row row) {
    assertThat(OrderWords.words(row.decide())).isEqualTo(row.decision);
  }

  @Test
  void tableHasEveryPairOfStateAndCommand() {
    var pairs =
        rows().stream()
            .map(row -> pair(OrderWords.state(row.state).getClass(), row.toCommand().getClass()))
            .collect(Collectors.toSet());
    var states = List.of(OrderState.Unplaced.class, OrderState.Open.class, OrderState.Closed.class);
    for (Class<?> state : states) {
      for (Class<?> command : leaves(OrderCommand.class)) {
        assertThat(pairs).contains(pair(state, command));
      }
    }
    assertThat(leaves(OrderState.class)).containsExactlyInAnyOrderElementsOf(states);
  }

  @Test
  void tableHasEveryRejection() {
    assertThat(rows().stream().map(Row::decision))
        .contains(Arrays.stream(OrderRejection.values()).map(Enum::name).toArray(String[]::new));
  }

  @Test
  void unknownTerminalWinsOverMissingRoom() {
    var terminals = List.of(TerminalStanding.LISTED, TerminalStanding.UNKNOWN);
    var place =
        new OrderCommand.PlaceOrder(OrderFixture.order(), terminals, AcquirerServices.USUAL, false);
    assertThat(OrderMachine.decide(new OrderState.Unplaced(), place))
        .isEqualTo(new Decision.Rejected(OrderRejection.TERMINAL_UNKNOWN));
  }

  @Test
  void wordsOfStandingsAreThoseOfWhatLeadsToThem() {
    for (String words : OrderWords.STANDINGS.keySet()) {
      assertThat(OrderWords.words(OrderWords.state("open, " + words))).isEqualTo("open, " + words);
    }
    for (String words : OrderWords.ONLINE_STANDINGS.keySet()) {
      assertThat(OrderWords.words(OrderWords.state("open charges, " + words)))
          .isEqualTo("open charges, " + words);
    }
  }

  @Test
  void drawingInDocsIsOfThisMachine() {
    Golden.check(Path.of("../docs/states/order.md"), drawing());
  }

  private static String pair(Class<?> state, Class<?> command) {
    return state.getSimpleName() + " × " + command.getSimpleName();
  }

  private static Set<Class<?>> leaves(Class<?> sealed) {
    if (!sealed.isSealed()) {
      return Set.of(sealed);
    }
    return Arrays.stream(sealed.getPermittedSubclasses())
        .flatMap(permitted -> leaves(permitted).stream())
        .collect(Collectors.toSet());
  }

  /** Walks what the PDV and the clock do to an order, and what one payment can lead to. */
  private static String drawing() {
    var ofOrder =
        arrows(
            command ->
                command instanceof OrderCommand.PlaceOrder
                    || command instanceof OrderCommand.CloseOrder
                    || command instanceof OrderCommand.ExpireOrder,
            OrderWords::status,
            List.of(
                new OrderState.Unplaced(),
                OrderWords.state("open expiring"),
                OrderWords.state("open expiring, captured"),
                OrderWords.state("open expiring, captured in part")));
    var ofPayment =
        arrows(
            command ->
                command instanceof OrderCommand.OnPayment
                    || command instanceof OrderCommand.CaptureCharge
                    || command instanceof OrderCommand.CancelCharge
                    || command instanceof OrderCommand.RetryCancellation,
            OrderMachineTest::payment,
            List.of(OrderFixture.open()));
    var ofCharge =
        arrows(
            command ->
                command instanceof OrderCommand.OnPayment
                    || command instanceof OrderCommand.AddCharge
                    || command instanceof OrderCommand.ConfirmCash
                    || command instanceof OrderCommand.TryChargeAgain
                    || command instanceof OrderCommand.CancelCharge,
            OrderMachineTest::charge,
            List.of(OrderWords.state("open charges")));
    return """
        # Order

        Drawn from `OrderMachine` by `OrderMachineTest`, which fails when this file differs.

        An order stays open until the PDV closes it or its time is over; the API shows open as `pending`.
        While it is open, its items and metadata may be revised.

        ```mermaid
        stateDiagram-v2
        %s
        ```

        One payment of an order, as the acquirer tells of it; open or closed, all the same. An approval
        is recorded whatever was said before: the acquirer is the truth about money. What is asked of it
        changes nothing until it answers. Money that reaches an order closed as canceled, or as failed by
        the PDV, is asked back at once.

        ```mermaid
        stateDiagram-v2
        %s
        ```

        One charge over the API, which is there from the asking on. One that failed may be tried again,
        by another payment. Cash is the PDV's own word. An order that was placed with its payments closes
        by itself when the last of them has come to its end: paid, failed, canceled, refunded or expired.

        ```mermaid
        stateDiagram-v2
        %s
        ```
        """
        .formatted(ofOrder, ofPayment, ofCharge);
  }

  /** More of the same: it would be drawn as one state for each sum. */
  private static final Pattern REPEATS = Pattern.compile("500|once more|2000 more");

  private static String arrows(
      Predicate<OrderCommand> drawn, Function<OrderState, String> node, List<OrderState> from) {
    var arrows = new TreeSet<String>();
    var seen = new HashSet<OrderState>();
    var next = new ArrayDeque<OrderState>(from);
    while (!next.isEmpty()) {
      var state = next.remove();
      if (!seen.add(state)) {
        continue;
      }
      for (var named : OrderWords.COMMANDS.entrySet()) {
        OrderCommand command = named.getValue();
        if (drawn.test(command)
            && !REPEATS.matcher(named.getKey()).find()
            && OrderMachine.decide(state, command) instanceof Decision.Accepted accepted) {
          next.add(accepted.next());
          arrows.add(arrow(node.apply(state), node.apply(accepted.next()), command, accepted));
        }
      }
    }
    return String.join("\n", arrows);
  }

  private static String arrow(
      String from, String to, OrderCommand command, Decision.Accepted accepted) {
    var events =
        accepted.events().stream()
            .map(event -> event.getClass().getSimpleName())
            .collect(Collectors.joining(", "));
    var label = command.getClass().getSimpleName() + (events.isEmpty() ? "" : " / " + events);
    return "    " + node(from) + " --> " + node(to) + ": " + label;
  }

  private static String node(String words) {
    return words.equals("unplaced") || words.equals("none") ? "[*]" : words.replace(' ', '_');
  }

  /** Where the money of the one charge is, whichever payment it is at. */
  private static String charge(OrderState state) {
    return state instanceof OrderState.Placed placed
        ? placed
            .payments()
            .charge(OrderWords.CHARGE)
            .map(OrderWords::words)
            .orElse("none")
            .replaceAll("^saved |^cash ", "")
            .replaceAll("captured.*", "captured")
            .replaceAll("failed.*", "failed")
            .replaceAll("refunded \\d+", "refunded in part")
        : "none";
  }

  /** Where the money of the one payment is. */
  private static String payment(OrderState state) {
    if (!(state instanceof OrderState.Placed placed) || placed.payments().standings().isEmpty()) {
      return "none";
    }
    var standing = placed.payments().standings().firstEntry().getValue();
    return (standing instanceof PaymentStanding.Charged(var charge)
            ? OrderWords.words(charge)
            : OrderWords.words(standing))
        .replaceAll("captured.*", "captured")
        .replaceAll("refunded \\d+", "refunded in part");
  }
}
