-- Pieces that several layouts use.
local parts = {}

local labels = {}

-- 第3版：生活
function parts.page_label(page)
	local number, name = page.number, page.name
	local known = labels[number]
	if not known or known.name ~= name then
		local label = t"第%d版":format(number)
		known = {name = name, label = name and label .. t"：" .. name or label}
		labels[number] = known
	end
	return known.label
end

-- The same in a part.
function parts.page_label_of(page)
	return {t"第", page.number, t"版", when(page.name, {t"：", page.name})}
end

-- 2026年11月13日 总第128期
function parts.issue_label(issue)
	return issue.number and issue.long .. " " .. t"总第%d期":format(issue.number) or issue.long
end

function parts.issue_label_of(issue)
	return {issue.long, when(issue.number, {" ", t"总第", issue.number, t"期"})}
end

-- SIZES: how wide the picture is shown. FIRST: it is the first of the page, "high" above all else.
function parts.picture(p, sizes, first)
	return h.picture{
		h.source{type = "image/webp", srcset = p.webp, sizes = sizes},
		h.img{src = p.src, srcset = p.srcset, sizes = sizes, width = p.width, height = p.height,
			alt = p.alt or "", loading = not first and "lazy",
			fetchpriority = first == "high" and "high"},
	}
end

local works = {text = t"文字", photo = t"摄影", drawing = t"绘图", editing = t"编辑",
	supplied = t"供稿"}

-- 文字、摄影: what somebody did.
function parts.work(list)
	local names = {}
	for i, work in ipairs(list) do
		names[i] = works[work]
	end
	return table.concat(names, t"、")
end

local function words_of(level, article, signed, work)
	return h.div{class = "words",
		when(article.kicker, h.p{class = "kicker", words(article.kicker)}),
		h["h" .. level]{h.a{href = link(article.path), words(article.title)}},
		when(article.deck, h.p{class = "deck", words(article.deck)}),
		when(article.excerpt, h.p{class = "excerpt", article.excerpt}),
		signed,
		work,
	}
end

local function signed(article)
	return when(article.byline, h.p{class = "byline", article.byline})
end

local function story_of(level, class)
	return part(function(article)
		return h.article{class = class, words_of(level, article, signed(article))}
	end)
end

local function shot_story_of(level, class)
	return part(function(of)
		return h.article{class = class, words_of(level, of.article, signed(of.article)), of.picture}
	end)
end

-- By the level of the headline.
local plain, shot, lead, lead_shot = {}, {}, {}, {}
for level = 2, 3 do
	plain[level], shot[level] = story_of(level, "story"), shot_story_of(level, "story")
	lead[level], lead_shot[level] = story_of(level, "story lead"), shot_story_of(level, "story lead")
end

-- A story in short, which is filled with it: a list of them is each(articles, parts.story).
parts.story = plain[3]

-- The headline leads to the story already: the picture is not announced a second time.
local function shown(ctx, article, sizes, first)
	return h.a{class = "shot", href = ctx.link(article.path), tabindex = -1,
		["aria-hidden"] = "true", parts.picture(article.picture, sizes, first)}
end

-- The same with its picture, if it has one: LEVEL is that of its headline, SIZES and FIRST are as for
-- parts.picture.
function parts.shot_story(ctx, article, level, sizes, first)
	if not article.picture then
		return plain[level](article)
	end
	return shot[level]{article = article, picture = shown(ctx, article, sizes, first)}
end

local function lead_story(ctx, article, level, sizes, first)
	if not article.picture then
		return lead[level](article)
	end
	return lead_shot[level]{article = article, picture = shown(ctx, article, sizes, first)}
end

local function dated(article, work)
	return h.article{class = "story", words_of(2, article,
		h.p{class = "byline", h.time{datetime = article.date, article.long},
			when(article.byline, {"　", article.byline})},
		work)}
end

-- With its day, filled with the story as parts.story.
parts.dated = part(dated)

local dated_work = part(function(of)
	return dated(of.article, when(of.work, h.p{class = "work", of.work}))
end)

-- The same; WORK: and what an author did of it.
function parts.dated_story(article, work)
	if not work then
		return parts.dated(article)
	end
	return dated_work{article = article, work = article.work and parts.work(article.work)}
end

-- The stories of a page: the first one large, with its picture beside the others where it has one.
-- TOP: they stand at the top of the page.
function parts.plan(ctx, articles, level, aside, top)
	local wide = "(min-width: 60rem) 48rem, 100vw"
	local narrow = "(min-width: 60rem) 24rem, (min-width: 40rem) 50vw, 100vw"
	local first, others = articles[1], {}
	local picture = first.picture
	for i = 2, #articles do
		others[i - 1] = picture and plain[level](articles[i])
			or parts.shot_story(ctx, articles[i], level, narrow, top and i == 2)
	end
	local lead = lead_story(ctx, first, level, wide, top and "high")
	if not others[1] and not aside then
		return h.div{class = picture and "plan alone" or "plan bare", lead}
	elseif picture or #others <= 2 then
		return h.div{class = "plan", lead, h.div{class = "others", others, aside}}
	end
	return {h.div{class = "plan bare", lead}, h.div{class = "stories", others, aside}}
end

local small_page = part(function(page)
	return h.li{h.a{href = link(page.path), ["aria-current"] = page.current,
		when(page.small, h.img{src = link(page.small), width = 275, height = 390, alt = "",
			loading = "lazy"}),
		h.span{parts.page_label_of(page)}}}
end)

-- Which pages an issue has, small.
parts.overview = part(function(issue)
	return h.nav{class = "overview", id = "overview", ["aria-label"] = t"版面导航",
		h.ol{each(issue.pages, small_page)}}
end)

-- The printed issue; PAGE (may be nil) is the place of a page in it.
function parts.pdf(ctx, issue, page)
	if not issue.pdf then
		return nil
	end
	return h.p{class = "pdf",
		page and h.a{href = ctx.link(issue.pdf .. "#page=" .. page),
			type = "application/pdf", t"本版 PDF"},
		h.a{href = ctx.link(issue.pdf), type = "application/pdf",
			page and t"全期 PDF" or t"下载本期 PDF"},
	}
end

local function way(class, place, word, title, nothing)
	return {when(place, h.a{class = class, rel = class, href = link(place.path), h.span{word}, " ",
			title}),
		nothing and unless(place, h.span{class = class .. " end", nothing})}
end

-- In a part, the way to what stands BEFORE and AFTER; FIRST, LAST: what is said where nothing does.
function parts.turn(of)
	return h.nav{class = "turn", ["aria-label"] = of.label,
		way("prev", of.before, of.before_word, of.before_title, of.first),
		way("next", of.after, of.after_word, of.after_title, of.last)}
end

-- What topics are called, by ctx.kind.
parts.kinds = {sections = t"栏目", tags = t"标签", authors = t"作者"}

function parts.kind_list(ctx)
	local list = h.ol{}
	for i, kind in ipairs{"sections", "authors", "tags"} do
		list[i] = h.li{h.a{href = ctx.link(kind .. "/"), ["aria-current"] = ctx.kind == kind and "page",
			parts.kinds[kind]}}
	end
	return h.nav{class = "pages", ["aria-label"] = t"栏目、作者、标签", list}
end

-- "S", 12画, or 字母、数字 for what begins with no Chinese character.
local function letter_name(letter)
	local label = letter.label
	return not label and t"字母、数字" or label:find("^%d") and t"%s画":format(label) or label
end

-- The head of part I of an index, and the way to all heads.
function parts.letter(letter, i)
	return h.h2{class = "rule", id = "letter-" .. i, letter_name(letter)}
end

function parts.letters(letters)
	local list = h.ol{}
	for i, letter in ipairs(letters) do
		list[i] = h.li{h.a{href = "#letter-" .. i, letter_name(letter)}}
	end
	return h.nav{class = "pages letters", ["aria-label"] = t"索引", list}
end

local businesses = {business = t"主导业务", service = t"主导服务", product = t"主导产品"}

local function field(label, value)
	return value and h.div{h.dt(label), h.dd(value)}
end

-- What an organisation was awarded, and the fields of its certificate.
function parts.won(entry)
	local honours = h.ul{class = "won"}
	for i, text in ipairs(entry.honours) do
		honours[i] = h.li(text)
	end
	local fields = {
		field(t"证书编号", entry.certificate) or false,
		field(t"受检产品", entry.tested_product) or false,
		field(businesses[entry.kind] or businesses.business, entry.business) or false,
		field(t"品牌", entry.brand) or false,
		field(t"信用编码", entry.credit_code) or false,
	}
	local any = false
	for _, one in ipairs(fields) do
		any = any or one
	end
	return {honours, any and h.dl{fields}}
end

-- The honour roll with all its fields; TITLE heads it at LEVEL.
function parts.roll(roll, level, title)
	local list = h.ul{class = "honours"}
	for i, entry in ipairs(roll.entries) do
		list[i] = h.li{class = "honour", h["h" .. level + 1](entry.organisation), parts.won(entry)}
	end
	return h.section{class = "roll", id = "honours",
		h["h" .. level]{title, roll.sponsored and h.span{class = "sponsored", t"广告"}},
		list,
	}
end

return parts
