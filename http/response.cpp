#include "http/response.h"

namespace hexapla {

Response html_page(std::string html, int status) {
  Response response;
  response.status = status;
  response.body = std::make_shared<const std::string>(std::move(html));
  if (status == 200) response.keep = Response::Keep::while_same;
  return response;
}

Response json_answer(std::string json, int status) {
  Response response;
  response.status = status;
  response.content_type = "application/json";
  response.body = std::make_shared<const std::string>(std::move(json));
  response.open_to_other_sites = true;
  if (status == 200) response.keep = Response::Keep::while_same;
  return response;
}

Response redirect(std::string location) {
  Response response;
  response.status = 302;
  response.headers.emplace_back("Location", std::move(location));
  return response;
}

}  // namespace hexapla
