/** What tests of every module need: real backends, architecture rules, tidiness, golden files. */
@NullMarked
package dev.connectpos.testkit;

import org.jspecify.annotations.NullMarked;
