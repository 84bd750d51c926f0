package shop.web;

import org.springframework.web.bind.annotation.DeleteMapping;
import org.springframework.web.bind.annotation.PathVariable;
import org.springframework.web.bind.annotation.PostMapping;
import org.springframework.web.bind.annotation.RequestBody;
import org.springframework.web.bind.annotation.RequestMapping;
import org.springframework.web.bind.annotation.RestController;
import shop.customerio.RestTemplateGateway;

/** A customer registers a phone, or closes the account. */
@RestController
@RequestMapping("/customers/{customer}")
class CustomerController {
  private final RestTemplateGateway customerio;

  CustomerController(RestTemplateGateway customerio) {
    this.customerio = customerio;
  }

  record Device(String token, String platform) {}

  @PostMapping("/devices")
  void addDevice(@PathVariable String customer, @RequestBody Device device) {
    customerio.addDevice(customer, device.token(), device.platform());
  }

  @DeleteMapping
  void close(@PathVariable String customer) {
    customerio.delete(customer);
  }
}
