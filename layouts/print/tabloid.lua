-- tabloid.lua - 四开小报: every page lays itself out.

return use("auto")
