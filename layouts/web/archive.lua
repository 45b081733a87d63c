-- The issues of a year: a calendar, then their headlines. archive/ shows the newest year.
local frame, parts, calendar = use("frame"), use("parts"), use("calendar")

local most = 8 -- headlines of one issue

local headline = part(function(article)
	return h.li{h.a{href = link(article.path), article.title}}
end)

local entry = part(function(of)
	local issue = of.issue
	return h.li{
		h.h3{h.a{href = link(issue.path),
			h.time{datetime = issue.date, issue.day, t"日"},
			h.span{class = "weekday", issue.weekday},
			when(issue.number, h.span{t"总第", issue.number, t"期"})}},
		h.ul{class = "headlines", each(of.articles, headline)},
	}
end)

local function shown(articles)
	return #articles > most and table.move(articles, 1, most, 1, {}) or articles
end

-- The issues of each month, and by day.
local function months_of(issues)
	local months = {}
	for _, issue in ipairs(issues) do
		local month = months[issue.month] or {by_day = {}}
		months[issue.month] = month
		month[#month + 1] = issue
		month.by_day[issue.day] = issue
	end
	return months
end

local function calendars(ctx, months, first, last)
	local list = h.div{class = "calendars"}
	for month = first, last do
		list[#list + 1] = calendar(ctx.year, month, months[month] and months[month].by_day or {})
	end
	return list
end

local year_label, issues_label = t"%d年", t"%d期"

local function years(ctx)
	local list = h.ol{}
	for i, year in ipairs(ctx.years) do
		list[i] = h.li{h.a{href = ctx.link(year.path),
			["aria-current"] = year.year == ctx.year and "page",
			year_label:format(year.year), h.span{issues_label:format(year.issues)}}}
	end
	return h.nav{class = "pages years", ["aria-label"] = t"年份", list}
end

return function(ctx)
	if not ctx.year then
		return frame(ctx, {kind = "archive", title = t"往期", h.h1(t"往期"),
			h.p(t"还没有出版。")})
	end
	local page = {kind = "archive", title = t"往期" .. " " .. t"%d年":format(ctx.year),
		h.h1{t"往期", " ", t"%d年":format(ctx.year)}, years(ctx)}
	local months = months_of(ctx.issues)
	local first, last = ctx.issues[#ctx.issues].month, ctx.issues[1].month
	page[#page + 1] = calendars(ctx, months, first, last)
	for month = last, first, -1 do
		local list = h.ul{class = "issues"}
		for i, issue in ipairs(months[month] or {}) do
			list[i] = entry{issue = issue, articles = shown(issue.articles)}
		end
		page[#page + 1] = list[1] and h.section{class = "month", h.h2(t"%d月":format(month)), list}
			or {}
	end
	return frame(ctx, page)
end
