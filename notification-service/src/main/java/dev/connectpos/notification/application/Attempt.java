package dev.connectpos.notification.application;

import dev.connectpos.notification.domain.DeliveryId;

/**
 * One request to be made, leased to the worker that holds this.
 *
 * @param number from 1; 0 for one that belongs to no delivery
 */
public record Attempt(DeliveryId delivery, int number, Hook hook, EndpointStore.Target target) {}
