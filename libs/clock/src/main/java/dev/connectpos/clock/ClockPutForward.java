package dev.connectpos.clock;

import java.time.Duration;

/**
 * Fired inside this process when its clock has jumped: much may be due by now.
 *
 * @param ahead of the real time, in all
 */
public record ClockPutForward(Duration ahead) {}
