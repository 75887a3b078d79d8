package dev.connectpos.terminal.domain;

/** How an image is coded. */
public enum ImageFormat {
  PNG,
  JPG
}
