package dev.connectpos.terminal.domain;

/**
 * What the slip says of an approved payment, and all that this service knows of the card.
 *
 * @param nsu 14 digits, also the Stone ID
 * @param authorizationCode 6 characters, from the issuer
 * @param returnCode the acquirer's, "0000" for a plain approval
 * @param message for the screen
 * @param brand scheme name
 * @param lastFour last four digits of the card
 */
public record Approval(
    String nsu,
    String authorizationCode,
    String returnCode,
    String message,
    String brand,
    String lastFour) {}
