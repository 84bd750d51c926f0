package customerio.tests.environments.shop;

import jakarta.servlet.annotation.WebServlet;
import jakarta.servlet.http.HttpServlet;
import jakarta.servlet.http.HttpServletRequest;
import jakarta.servlet.http.HttpServletResponse;
import java.io.IOException;
import java.net.URI;

/** The shop in a servlet container. Parameters: base URL, number of the first event, clients. */
@WebServlet("/")
public final class ShopServlet extends HttpServlet {
  private static final long serialVersionUID = 1;

  @Override
  protected void doGet(HttpServletRequest request, HttpServletResponse response)
      throws IOException {
    URI base = URI.create(request.getParameter("base"));
    int first = Integer.parseInt(request.getParameter("first"));
    try {
      response.getWriter().println(Shop.say(base, first, request.getParameterValues("client")));
    } catch (Exception e) {
      throw new IOException(e);
    }
  }
}
