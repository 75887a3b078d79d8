package dev.connectpos.terminal.domain;

/**
 * Why the acquirer declined.
 *
 * @param returnCode one of the 46 of feature A9
 * @param message for the shopper
 * @param guidance for the shopkeeper, possibly empty
 * @param retryable whether trying again may help
 */
public record Refusal(String returnCode, String message, String guidance, boolean retryable) {}
