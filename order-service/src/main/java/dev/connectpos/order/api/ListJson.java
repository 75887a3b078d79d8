package dev.connectpos.order.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import com.fasterxml.jackson.annotation.JsonRawValue;
import dev.connectpos.order.application.ListStore.Found;
import dev.connectpos.order.application.ListStore.Slice;
import jakarta.ws.rs.core.UriInfo;
import java.net.URLEncoder;
import java.nio.charset.StandardCharsets;
import java.util.StringJoiner;
import org.eclipse.microprofile.openapi.annotations.enums.SchemaType;
import org.eclipse.microprofile.openapi.annotations.media.Schema;
import org.jspecify.annotations.Nullable;

/**
 * A page of a list.
 *
 * @param data the resources, rendered already
 */
record ListJson(
    @Schema(type = SchemaType.ARRAY, implementation = Object.class) @JsonRawValue String data,
    Paging paging) {

  /**
   * Where it stands. The pages beside it are named whole, on the host that the caller used and with
   * everything it asked for.
   *
   * @param total how many there are in all, exactly
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Paging(long total, @Nullable String previous, @Nullable String next) {}

  static ListJson of(Found<String> found, Slice slice, UriInfo uri) {
    long pages = Math.ceilDiv(found.total(), slice.size());
    long previous = Math.min(slice.page() - 1L, pages);
    long next = slice.page() + 1L;
    return new ListJson(
        "[" + String.join(",", found.page()) + "]",
        new Paging(
            found.total(),
            previous < 1 ? null : page(uri, previous, slice.size()),
            next > pages ? null : page(uri, next, slice.size())));
  }

  private static String page(UriInfo uri, long page, int size) {
    var query = new StringJoiner("&", "?", "");
    uri.getQueryParameters()
        .forEach(
            (name, values) -> {
              if (!name.equalsIgnoreCase("page") && !name.equalsIgnoreCase("size")) {
                values.stream()
                    .filter(value -> !value.isEmpty())
                    .forEach(value -> query.add(encoded(name) + "=" + encoded(value)));
              }
            });
    query.add("page=" + page).add("size=" + size);
    return uri.getAbsolutePath() + query.toString();
  }

  private static String encoded(String text) {
    return URLEncoder.encode(text, StandardCharsets.UTF_8);
  }
}
