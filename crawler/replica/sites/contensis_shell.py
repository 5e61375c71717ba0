"""What stands around every page of a Contensis site. Template text only."""

TOP = """
<!DOCTYPE html>
<html lang="en-GB">
<head>
<meta charset="utf-8">
<title>{{ title }}</title>
"""
BODY = """
</head>
<body>
<div id="header"><a href="/home.aspx"><img src="/images/non_user/logo.png"
  alt="{{ source.publisher }} home"></a></div>
"""
END = """
<div id="footer"><p>{{ source.publisher }}</p><ul><li><a href="/cookies.aspx">Cookies</a></li>
<li><a href="/contact.aspx">Contact us</a></li></ul></div>
</body>
</html>
"""
