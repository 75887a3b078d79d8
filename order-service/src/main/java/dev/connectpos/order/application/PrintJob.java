package dev.connectpos.order.application;

import dev.connectpos.order.domain.AccountId;
import dev.connectpos.order.domain.OrderId;
import dev.connectpos.order.domain.PrintId;

/**
 * A document to be printed on the terminal of an order (O10).
 *
 * @param sizeV dots from top to bottom
 * @param sizeH dots from side to side
 * @param content the image, in base 64
 */
public record PrintJob(
    PrintId id,
    AccountId account,
    OrderId order,
    String type,
    int sizeV,
    int sizeH,
    String format,
    String content) {}
