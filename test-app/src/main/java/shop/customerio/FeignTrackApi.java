package shop.customerio;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.Map;

/** The part of Customer.io's Track API which the shop uses, for Feign. */
@Headers("Content-Type: application/json")
interface FeignTrackApi {

  record Event(String name, Map<String, Object> data) {}

  // unless told otherwise, Feign leaves a slash in the id as it is, and the path names somebody
  // else
  @RequestLine(value = "PUT /api/v1/customers/{id}", decodeSlash = false)
  void identify(@Param("id") String customer, Map<String, Object> attributes);

  @RequestLine(value = "POST /api/v1/customers/{id}/events", decodeSlash = false)
  void track(@Param("id") String customer, Event event);
}
