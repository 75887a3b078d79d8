package dev.connectpos.local.process;

import java.nio.file.Path;
import java.util.List;
import java.util.Map;

/**
 * How to start a child.
 *
 * @param name of the part, for messages
 * @param command the program, which must end by itself when its standard input ends
 * @param environment set on top of ours
 * @param folder where it runs
 * @param log receives all it prints, appended
 */
public record ProcessSpec(
    String name, List<String> command, Map<String, String> environment, Path folder, Path log) {}
