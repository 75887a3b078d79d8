package dev.connectpos.notification.api;

import com.fasterxml.jackson.annotation.JsonInclude;
import jakarta.ws.rs.core.UriInfo;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The incumbent's page. */
record HookPage(List<HookBody> data, Paging paging) {

  /** Which page of which size, and the last one that is shown. */
  record At(int page, int size, int maxPage) {}

  /**
   * Where this page lies among the others.
   *
   * @param total how many items there are on all pages
   * @param previous absent on the first page
   * @param next absent on the last page
   */
  @JsonInclude(JsonInclude.Include.NON_NULL)
  record Paging(long total, @Nullable String previous, @Nullable String next) {

    static Paging of(UriInfo uri, At at, long total) {
      int page = at.page();
      boolean last = page == at.maxPage() || (long) page * at.size() >= total;
      return new Paging(
          total,
          page > 1 ? at(uri, page - 1, at.size()) : null,
          last ? null : at(uri, page + 1, at.size()));
    }

    private static String at(UriInfo uri, int page, int size) {
      return uri.getAbsolutePathBuilder()
          .queryParam("page", page)
          .queryParam("size", size)
          .build()
          .toString();
    }
  }
}
