package shop.customerio;

import feign.Headers;
import feign.Param;
import feign.RequestLine;
import java.util.Map;

/** The part of Customer.io's Track API which the shop uses, for Feign. */
@Headers("Content-Type: application/json")
interface FeignTrackApi {

  record Event(String name, Map<String, Object> data) {}

  @RequestLine("PUT /api/v1/customers/{id}")
  void identify(@Param("id") String customer, Map<String, Object> attributes);

  @RequestLine("POST /api/v1/customers/{id}/events")
  void track(@Param("id") String customer, Event event);
}
